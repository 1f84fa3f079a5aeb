import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBodySays } from '../../extension/trace/model/read-body-says.ts';
import { saysOver } from '../../extension/trace/model/said-in-address.ts';
import { isLoginPage, isSignInPath, isSignOutPath } from '../../extension/trace/model/sign-in-address.ts';

// What sites of the field say in other languages than English, and what looks alike and says something else.

const page = (html: string) => readBodySays(html, 'text/html; charset=utf-8', '/panel');
const api = (body: unknown) => readBodySays(JSON.stringify(body), 'application/json', '/api/orders');

describe('a page that says that the session is over', () => {
  for (const text of [
    'Su sesión ha expirado',
    'Sesi&oacute;n caducada',
    'La sesión caducó por inactividad',
    'Tu sesión ha finalizado',
    'Sua sessão expirou',
    'Votre session est expir&eacute;e',
    'La tua sessione è scaduta',
    'Uw sessie is verlopen',
    'Ihre Sitzung wurde automatisch beendet',
    'Sesja wygasła',
    'Přihlášení vypršelo',
    'Oturumunuzun süresi doldu',
    'Ваша сессия истекла. Войдите снова.',
    'Время сеанса истекло',
    'Срок действия сессии истёк',
    'Ваша сесія закінчилася',
    '会话已过期，请重新登录',
    'セッションの有効期限が切れました',
    '세션이 만료되었습니다',
    'Sua sessão foi encerrada',
    'Sessionen har gått ut',
    'A munkamenet lejárt',
    'Sesiunea a expirat',
    'Η συνεδρία σας έληξε',
    'Phiên đăng nhập của bạn đã hết hạn',
    'Sesi Anda telah berakhir',
    'เซสชันหมดอายุ',
    'انتهت صلاحية الجلسة',
    'נתוני החיבור: פג תוקף החיבור',
  ])
    test(text, () => {
      assert.equal(page(`<title>App</title><h1>${text}</h1>`), 'over');
    });

  for (const text of [
    'Su contraseña ha expirado',
    'La oferta ha caducado',
    'La sesión de formación ha terminado',
    'Sessão de cinema: 20h',
    'Sessão encerrada: todos os projetos foram aprovados',
    'Sesi pelatihan telah berakhir',
    'انتهت الجلسة العامة للبرلمان',
    'Phiên tòa đã kết thúc',
    'Сеанс завершён, следующий в 21:00',
    'Срок действия подписки истёк',
    'Die Sitzung des Gemeinderats ist beendet',
    '登录',
  ])
    test(`not: ${text}`, () => {
      assert.equal(page(`<title>App</title><h1>${text}</h1>`), undefined);
    });
});

describe('an API that says that nobody is signed in', () => {
  for (const message of [
    'No autenticado',
    'Debe iniciar sesión para continuar',
    'Las credenciales de autenticación no se proveyeron.',
    'Su sesión ha expirado',
    'Não autenticado',
    'As credenciais de autenticação não foram fornecidas.',
    "Informations d'authentification non fournies.",
    'Anmeldedaten fehlen.',
    'Non autenticato',
    'Пользователь не авторизован',
    'Требуется авторизация',
    'Учетные данные не были предоставлены.',
    'Сессия истекла',
    '用户未登录',
  ])
    test(message, () => {
      assert.equal(api({ message }), 'unauthenticated');
    });

  test('in escapes, as JSON of Python has it', () => {
    const body =
      '{"detail": "\\u041d\\u0435 \\u0430\\u0432\\u0442\\u043e\\u0440\\u0438\\u0437\\u043e\\u0432\\u0430\\u043d"}';
    assert.equal(readBodySays(body, 'application/json', '/api/orders'), 'unauthenticated');
  });

  for (const message of [
    'No autorizado para borrar',
    'Авторизация прошла успешно',
    'Пароль устарел',
    'Saldo no disponible',
  ])
    test(`not: ${message}`, () => {
      assert.equal(api({ message }), undefined);
    });
});

describe('an address', () => {
  for (const path of [
    '/iniciar-sesion',
    '/es/acceso',
    '/ingresar',
    '/vhod',
    '/%D0%B2%D1%85%D0%BE%D0%B4',
    '/logowanie',
    '/giris-yap',
  ])
    test(`of a page to sign in: ${path}`, () => {
      assert.ok(isSignInPath(path) && isLoginPage(path));
    });
  for (const path of ['/acceso-denegado', '/accesorios', '/ingresos', '/vhodnye-dveri', '/registro'])
    test(`of none: ${path}`, () => {
      assert.ok(!isSignInPath(path));
    });
  for (const path of ['/cerrar_sesion', '/salir', '/vyhod', '/%D0%B2%D1%8B%D0%B9%D1%82%D0%B8', '/se-deconnecter'])
    test(`that signs out: ${path}`, () => {
      assert.ok(isSignOutPath(path) && !isSignInPath(path));
    });
  test('that says that the session is over', () => {
    const over = (path: string) => saysOver(new URL(path, 'https://app.example.com'));
    assert.ok(over('/sesion-expirada') && over('/?sesion=caducada') && over('/login?m=sessao_expirada'));
    assert.ok(!over('/oferta-expirada') && !over('/?cupon=caducado') && !over('/sesiones/3'));
  });
});

test('pages to sign in whose names end so, and pages of those who are in', () => {
  for (const path of ['/OA_HTML/AppsLocalLogin.jsp', '/memberlogin.aspx', '/app/CustomerLogon.do'])
    assert.equal(isSignInPath(path), true, path);
  for (const path of ['/afterlogin.jsp', '/lastlogin.php', '/api/memberlogins', '/weblogin.css', '/PostLogin.aspx'])
    assert.equal(isSignInPath(path), false, path);
});

test('addresses hold words of Japanese as octets', () => {
  assert.equal(isSignOutPath(new URL('https://a.example/ログアウト').pathname), true);
  assert.equal(isSignInPath(new URL('https://a.example/会員/ログイン').pathname), true);
  assert.equal(isSignOutPath(new URL('https://a.example/ログ').pathname), false);
});

test('F5’s gateway signs out at an address of its own', () => {
  assert.equal(isSignOutPath('/vdesk/hangup.php3'), true);
  assert.equal(isSignOutPath('/api/calls/5/hangup'), false);
});
