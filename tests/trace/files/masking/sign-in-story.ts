import { cookieOf, Story } from '../../story.ts';

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
const STATE = 'Xw2Tn8Qp1Zs6Xd9Cf2Vg5Bh8Nj1Mk4Lq7';
const SIGNATURE = 'kYw3Vn8Qp1Zs6Xd9Cf2Vg5Bh8Nj1Mk4Lq7Wa0Se3RtU';

/** A sign-in at another site, with everything that carries a secret there. */
export function signInStory(): Story {
  const app = 'https://app.example';
  const back = `${app}/auth/callback`;
  const authorize = `https://idp.example/oauth2/authorize?response_type=code&client_id=web&state=${STATE}&redirect_uri=${encodeURIComponent(back)}`;
  const signed = `s%3A${ID}.${SIGNATURE}`;
  const story = new Story(app).started();
  story.visits('/account', undefined, {
    status: 302,
    headers: [['location', authorize]],
    setCookie: [`auth.state.${STATE}=1; Path=/auth; HttpOnly; Secure`],
  });
  story.visits(authorize, 'idp="a quoted, value"; theme=dark', {
    status: 302,
    headers: [['location', `${back}?code=4711-abc&state=${STATE}`]],
  });
  story.visits(`/auth/callback?code=4711-abc&state=${STATE}`, `auth.state.${STATE}=1`, {
    status: 303,
    headers: [['location', '/account?tab=2']],
    setCookie: [`connect.sid=${signed}; Path=/; HttpOnly; Secure; SameSite=Lax`],
  });
  story.stores(cookieOf('connect.sid', signed, { domain: 'app.example', secure: true }));
  story.visits('/account?tab=2', `connect.sid=${signed}; theme=dark`);
  return story;
}
