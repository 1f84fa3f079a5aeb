import type { CookieRole } from '../../extension/cookies/names/cookie-role.ts';

/** A Set-Cookie line from the field, with what its cookie is. */
export interface FieldLine {
  readonly line: string;
  readonly role: CookieRole;
  /** Absent: many use the name, or nobody says whose it is. */
  readonly product?: string;
}

const line = (role: CookieRole, product: string | undefined, text: string): FieldLine => ({
  line: text,
  role,
  ...(product !== undefined && { product }),
});

const HEX = 'f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f80';

/** Lines of identity providers, gateways, firewalls and frameworks, as they are sent; values invented. */
export const FIELD_LINES: readonly FieldLine[] = [
  line('load-balancer', 'Azure App Service', `ARRAffinity=${HEX}; Path=/; HttpOnly; Secure; Domain=app.example.com`),
  line('load-balancer', 'F5 BIG-IP', 'BIGipServer~Common~pool_web=1677787402.36895.0000; path=/; Httponly; Secure'),
  line('firewall', 'F5 BIG-IP Advanced WAF', `TS01c7a3e9=01e7c1b6c5${HEX}${HEX}; Path=/; Domain=.app.example.com`),
  line('session', 'F5 BIG-IP Access Policy Manager', 'MRHSession=1b7e0c9f3a5d8e2c4b6a79d0e1f2a3b4; path=/; secure'),
  line('sign-in-status', 'F5 BIG-IP Access Policy Manager', 'LastMRH_Session=e1f2a3b4; path=/; secure'),
  line('sign-in-status', 'F5 BIG-IP Access Policy Manager', 'F5_ST=1z1z1z1700000000z604800; path=/; secure'),
  line('session', 'Shibboleth Service Provider', `_shibsession_64656661756c74=_a3f1c9e27b5d4860a1b2; path=/; HttpOnly`),
  line('sign-in', 'Shibboleth Identity Provider', `shib_idp_session=${HEX}; Path=/idp; Secure; HttpOnly`),
  line('sign-in', 'ForgeRock / OpenAM', 'iPlanetDirectoryPro=AQIC5wM2LY4SfcxvdvHOXjtC_eWSs2RB.*AAJTSQACMDE.*; Path=/'),
  line('load-balancer', 'ForgeRock / OpenAM', 'amlbcookie=01; Domain=.example.com; Path=/'),
  line('sign-in', 'Microsoft Entra ID', 'ESTSAUTH=1.ARYAzuzQ7aB8cD9eF0gH1iJ2kL3mN4oP5qR6; path=/; secure; HttpOnly'),
  line('sign-in', 'Microsoft Entra ID', 'ESTSAUTHPERSISTENT=1.ARYAzuzQ7aB8cD9eF0gH1iJ2kL3mN4oP; path=/; secure'),
  line(
    'device',
    'Microsoft Entra ID',
    'buid=0.ARYAzuzQ7aB8cD9eF0gH1iJ2kL3m.AQABAAEAAAApTwJmzXqdR4BN2miheQMYz1x2; HttpOnly',
  ),
  line('state', 'Microsoft Entra ID', 'esctx=AQABAAAAAAD--DLA3VO7QrddgJg7WevrLZSUqiCR-yTShq68tRDqGOaaIL; HttpOnly'),
  line('device', undefined, 'fpc=AjZk1a2B3c4D5e6F7g8H9i0; path=/; secure; HttpOnly; SameSite=None'),
  line('load-balancer', 'Microsoft Entra ID', 'x-ms-gateway-slice=estsfd; path=/; secure; samesite=none; httponly'),
  line(
    'sign-in',
    'Windows Identity Foundation',
    'FedAuth=77u/PD94bWwgdmVyc2lvbj0iMS4wIiBlbmNvZGluZz0idXRmLTgiPz48; path=/',
  ),
  line('sign-in', 'SharePoint', 'rtFa=5f8mJx0B6u3V2q1Zk9aQwErTyUiOpAsDfGhJkLzXcVbNm==; path=/; secure; HttpOnly'),
  line('sign-in', 'ASP.NET', '.AspNet.ApplicationCookie=AAEAAAD_____AQAAAAAAAAAMAgAAAEhN1b2c3d4e5f6; path=/; secure'),
  line('sign-in', 'SiteMinder', 'SMSESSION=q1w2E3r4T5y6U7i8O9p0A1s2D3f4G5h6J7k8L9z0+/x1C2v3B4==; path=/; secure'),
  line(
    'sign-in',
    'NetScaler Gateway',
    'NSC_AAAC=a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071829; Secure; HttpOnly; Path=/',
  ),
  line('sign-in', 'Ivanti Connect Secure', 'DSID=9f8e7d6c5b4a39281706f5e4d3c2b1a0; path=/; secure; HttpOnly'),
  line('sign-in', 'AWS load balancing', 'AWSELBAuthSessionCookie-0=Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2Ji1Hg0Fe9Dc8Ba7; HttpOnly'),
  line('load-balancer', 'AWS load balancing', 'AWSALBAPP-0=_remove_; Expires=Tue, 01 Dec 2026 09:00:00 GMT; Path=/'),
  line(
    'sign-in',
    'Cloudflare Access',
    'CF_Authorization=eyJhbGciOiJSUzI1NiIsImtpZCI6IjEyMyJ9.eyJhdWQiOiJ4In0.c2ln; Path=/',
  ),
  line(
    'sign-in',
    'Google account',
    '__Secure-1PSID=g.a000pQ3xk9q2m7v1b8n4c6z5l0p8o7i6u5y4t3r2e1w0; path=/; Secure; HttpOnly',
  ),
  line('sign-in', 'Google account', 'SID=g.a000pQ3xk9q2m7v1b8n4c6z5l0p8o7i6u5y4t3r2e1w0; path=/; priority=high'),
  line('firewall', 'Google account', 'SIDCC=AKEyXzXq1w2E3r4T5y6U7i8O9p0A1s2D3f4; path=/; priority=high'),
  line(
    'monitoring',
    'Dynatrace',
    'dtCookie=v_4_srv_2_sn_0B1A2C3D4E5F60718293A4B5C6D7E8F9_perc_100000_ol_0_mul_1; Path=/',
  ),
  line('monitoring', 'Acoustic Tealeaf', 'TLTSID=0B1A2C3D4E5F60718293A4B5C6D7E8F9; Path=/; Domain=.example.com'),
  line('load-balancer', 'Azure Front Door and Application Gateway', `ASLBSA=0003${HEX}; Path=/; Secure; HttpOnly;`),
  line(
    'firewall',
    'Akamai Bot Manager',
    'bm_so=0B1A2C3D4E5F60718293A4B5C6D7E8F90B1A2C3D4E5F6071~YAAQ; Path=/; Secure; HttpOnly',
  ),
  line(
    'firewall',
    'Akamai Bot Manager',
    'ak_bmsc=0B1A2C3D4E5F60718293A4B5C6D7E8F9~000000000000~YAAQ; Path=/; HttpOnly',
  ),
  line(
    'firewall',
    'Cloudflare',
    '__cf_bm=aB3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z-1764061200-1.0.1.1-Zx9Yw8; path=/; HttpOnly; Secure',
  ),
  line(
    'session',
    'Laravel',
    'laravel-session=eyJpdiI6Ik1hQ2pLd3o4dUxkT0E9PSIsInZhbHVlIjoiYWJjIiwibWFjIjoiZGVmIiwidGFnIjoiIn0%3D',
  ),
  line(
    'session',
    'Laravel',
    'my-shop-session=eyJpdiI6Ik1hQ2pLd3o4dUxkT0E9PSIsInZhbHVlIjoiYWJjIiwibWFjIjoiZGVmIiwidGFnIjoiIn0%3D',
  ),
  line('sign-in-status', 'Clerk', '__client_uat=1764061200; Path=/; Domain=example.com; Secure; SameSite=Lax'),
  line(
    'sign-in',
    'Pomerium',
    '_pomerium=eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ; Path=/; HttpOnly',
  ),
  line(
    'sign-in',
    'Ory',
    'ory_kratos_session=MTc2NDA2MTIwMHxEWDhFQVFMX2dBQUJFQUVRQUFCSF80QUFBUVp6ZEhKcGJtY01Ed0FO; HttpOnly',
  ),
  line(
    'session',
    'WorkOS AuthKit',
    'wos-session=Fe26.2*1*a1b2*c3*d4*e5*f6*g7~2; Path=/; HttpOnly; Secure; SameSite=Lax',
  ),
  line('session', 'SimpleSAMLphp', 'SimpleSAMLSessionID=0b1a2c3d4e5f60718293a4b5c6d7e8f9; path=/; secure; HttpOnly'),
  line('sign-in', 'Atlassian', 'crowd.token_key=Zx9Yw8Vu7Ts6Rq5Po4Nm3w00; Path=/; HttpOnly'),
  line('csrf', undefined, 'X-Bonita-API-Token=0d7fd838-627a-407b-8da2-4a87e555e04a; Path=/'),
];
