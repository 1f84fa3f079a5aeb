<?php
// PHP's own sessions; what the page does depends on the first label of the host.
$app = explode('.', $_SERVER['HTTP_HOST'])[0];
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
ini_set('session.cookie_secure', '1');
ini_set('session.cookie_httponly', '1');
ini_set('session.cookie_samesite', 'Lax');
ini_set('session.use_strict_mode', '1');
if ($app === 'domain-is-url') ini_set('session.cookie_domain', 'https://domain-is-url.test');

function go(string $to): never {
    header("Location: $to", true, 302);
    exit;
}

session_start();
$isKnown = isset($_SESSION['user']);
switch ("{$_SERVER['REQUEST_METHOD']} $path") {
    case 'GET /':
        $_SESSION['seen'] = true;
        echo 'Welcome';
        break;
    case 'GET /login':
        echo 'Sign in';
        break;
    case 'POST /login':
        if ($app !== 'same-id-after-login') session_regenerate_id(true);
        $_SESSION['user'] = 'Ada';
        go('/home');
    case 'GET /home':
    case 'GET /account':
        if (!$isKnown) go('/login?next=' . urlencode($path));
        echo 'Home';
        break;
    case 'POST /api/save':
        // An id of its own for each request, as some frameworks do it.
        session_regenerate_id(true);
        header('Content-Type: application/json');
        echo json_encode(['known' => $isKnown]);
        break;
    case 'POST /checkout':
        $_SESSION['order'] = 42;
        go("https://pay-$app.test/pay");
    case 'POST /paid':
        if (!isset($_SESSION['order'])) go('/login?next=/orders');
        go('/orders');
    case 'GET /orders':
        echo 'Orders';
        break;
    case 'POST /logout':
        $_SESSION = [];
        $set = session_get_cookie_params();
        unset($set['lifetime']);
        setcookie(session_name(), '', ['expires' => 1] + $set);
        session_destroy();
        go('/login');
    default:
        http_response_code(404);
}
