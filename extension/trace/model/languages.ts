// How sites that are not in English name the ways in and out, and say that a session is over. Patterns, without their case.

interface Words {
  /** Path segments of pages at which people sign in. */
  readonly signIn?: string;
  /** Path segments at which they sign out. */
  readonly signOut?: string;
  /** What a page says of a session that is over. */
  readonly over?: string;
  /** How an API's sentence begins that says that nobody is signed in. */
  readonly nobody?: string;
  /** Where else an account is used: on another device, in another browser. */
  readonly away?: string;
}

/** ó, however a page writes it. */
const O = '(?:[oó]|&oacute;|&#243;)';

const LANGUAGES: readonly Words[] = [
  // German
  {
    signIn: 'anmelden|anmeldung',
    signOut: 'abmelden',
    away: 'ander(?:en|em) (?:gerät|browser|computer|rechner|ort)',
    over: '(?:sitzung|anmeldung) (?:ist )?abgelaufen|ihre sitzung (?:ist|wurde) (?:automatisch )?beendet',
    nobody:
      'bitte melden sie sich|anmeldung erforderlich|anmeldedaten fehlen|(?:sie sind )?nicht (?:angemeldet|eingeloggt|authentifiziert)',
  },
  // Spanish
  {
    signIn:
      'inici(?:ar|o)[-_]?(?:de[-_]?)?sesion|acceso(?![-_](?:denegado|restringido))|acceder|ingresar|conectarse|identificarse',
    away: 'otro (?:dispositivo|navegador|equipo|ordenador|lugar)|otra (?:computadora|ubicación)',
    signOut: 'cerrar[-_]?sesion|cierre[-_]?(?:de[-_]?)?sesion|salir|desconectar(?:se)?',
    over: `sesi${O}n (?:ha |est[áa] |se encuentra )?(?:expirad[oa]|caducad[oa]|vencid[oa]|expir${O}|caduc${O}|venci${O})|\\b[st]u sesi${O}n (?:ha (?:finalizado|terminado)|finaliz${O}|(?:se ha|fue|ha sido) cerrad[oa])`,
    nobody:
      '(?:usuario )?no (?:est[áa] )?(?:autenticado|identificado)|no (?:ha|has) iniciado sesi[óo]n|(?:debe|debes|necesita|necesitas|por favor,?) (?:inicia|inicie|iniciar) sesi[óo]n|las credenciales de autenticaci[óo]n no se|no autorizado$',
  },
  // Portuguese
  {
    signIn: 'entrar|acessar|iniciar-sessao',
    signOut: 'sair|terminar-sessao',
    away: 'outro (?:dispositivo|navegador|computador|local|aparelho)',
    over: 'sess(?:ã|a|&atilde;)o (?:foi |est[áa] )?(?:expirou|expirada|encerrada por inatividade)|\\bsua sess(?:ã|a|&atilde;)o foi encerrada',
    nobody:
      '(?:usu[áa]rio )?n[ãa]o autenticado|as credenciais de autentica[çc][ãa]o n[ãa]o foram|(?:é necess[áa]rio|fa[çc]a|voc[êe] precisa) (?:fazer )?(?:o )?login',
  },
  // French
  {
    signIn: 'connexion|se-connecter',
    signOut: '(?:se-)?deconnexion|se-deconnecter',
    away: 'autre (?:appareil|navigateur|ordinateur|poste|endroit)',
    over: 'session (?:a |est )?expir(?:é|&eacute;)e?',
    nobody:
      "(?:vous n['’]êtes pas|non) (?:connecté|authentifié)|vous devez (?:être connecté|vous connecter)|informations d['’]authentification non",
  },
  // Italian
  {
    signIn: 'accesso(?!-negato)|accedi',
    signOut: 'esci|disconnetti',
    away: 'altro (?:dispositivo|browser|computer)',
    over: 'sessione (?:è |&egrave; )?scaduta',
    nobody: "(?:utente )?non autenticato|devi effettuare l['’]accesso|non sono state immesse le credenziali",
  },
  // Dutch
  {
    signIn: 'inloggen',
    signOut: 'uitloggen',
    away: 'ander(?:e)? (?:apparaat|browser|computer|locatie)',
    over: 'sessie (?:is )?(?:verlopen|beëindigd)',
    nobody: '(?:u bent )?niet (?:ingelogd|aangemeld)',
  },
  // Swedish, Danish, Norwegian, Finnish
  {
    signIn: 'logga-in|log-ind|kirjaudu(?!-ulos)',
    signOut: 'logga-ut|log-ud|kirjaudu-ulos',
    over: '(?:session(?:en)?|økten)(?: din)? (?:er |har )?(?:udløbet|utløpt|løpt ut|gått ut|upphört)|istunto(?:si)? (?:on )?(?:vanhentunut|päättynyt)',
  },
  // Hungarian, Romanian, Greek
  {
    over: '(?:a )?munkamenet(?:e)? lejárt|sesiunea (?:dvs\\.? |ta )?a expirat|(?:η )?(?:συνεδρία|σύνδεσή)(?: σας)? (?:έχει )?(?:έληξε|λήξει)',
  },
  // Vietnamese, Indonesian, Thai
  {
    over: 'phiên (?:đăng nhập|làm việc)(?: của bạn)? (?:đã )?hết hạn|ses[ie] (?:login )?(?:anda )?(?<=login |anda )(?:telah |sudah )?(?:berakhir|habis|kedaluwarsa|kadaluarsa)|เซสชัน(?:ของคุณ)?(?:ได้)?หมดอายุ',
  },
  // Arabic, Persian, Hebrew
  {
    over: 'انتهت (?:(?:صلاحية|مدة) (?:ال)?جلس|جلستك)|نشست شما (?:منقضی|به پایان)|פג תוקף ה(?:הפעלה|חיבור)',
  },
  // Polish and Czech
  {
    signIn: 'logowanie|zaloguj(?:-sie)?|prihla(?:seni|sit)',
    signOut: 'wyloguj(?:-sie)?|wylogowanie|odhla(?:seni|sit)',
    away: 'inn(?:ym|ego) (?:urządzeni[ua]|przeglądar\\w+|komputerze)|jiném (?:zařízení|prohlížeči|počítači)',
    over: 'sesja (?:wygasła|zakończyła się)|(?:relace|přihlášení) vypršel[ao]',
    nobody: '(?:użytkownik )?nie ?(?:jest(?:eś)? )?zalogowany|nie podano danych uwierzytelniających',
  },
  // Turkish
  {
    signIn: 'giris(?:-yap)?|oturum-ac',
    signOut: 'cikis(?:-yap)?|oturumu-kapat',
    away: 'başka bir (?:cihaz|tarayıcı|bilgisayar|yer)',
    over: 'oturum(?:unuz|u|un)*(?: süresi)? (?:doldu|dolmuş|sona er(?:di|miş)|zaman aşımına)',
    nobody: 'oturum açmanız gerek|lütfen (?:tekrar )?giriş yap',
  },
  // Russian and Ukrainian. An address holds `вход`, `войти`, `выход` as octets of UTF-8.
  {
    signIn:
      'вход|войти|vk?hod|vo[iy]ti|avtori[zs]a(?:ciya|tsi[iy]a|cija)|%d0%b2%d1%85%d0%be%d0%b4|%d0%b2%d0%be%d0%b9%d1%82%d0%b8',
    signOut: 'выход|выйти|v[yi]k?hod|v[yi](?:iti|yti)|%d0%b2%d1%8b%d1%85%d0%be%d0%b4|%d0%b2%d1%8b%d0%b9%d1%82%d0%b8',
    away: '(?:друг(?:ом|ого)|інш(?:ому|ого)) (?:устройств|браузер|компьютер|мест|пристро|місц)',
    over: '(?:сесси|сеанс|сесі|вход|авторизаци)[а-яёії]{0,3} (?:пользователя |работы |уже )?(?:ист[её]к|устарел|закінчи|недействител)|(?:ваша?|вашу) (?:сессия|сеанс) (?:был[ао]? )?(?:заверш|прерван)',
    nobody:
      '(?:(?:пользователь|вы) )?не (?:авторизован|аутентифицирован|вошли в)|неавторизованный|(?:требуется|необходим[ао]?|нужна) (?:авторизация|аутентификация|войти|авторизоваться)|(?:пожалуйста,? )?(?:сначала )?(?:войдите|авторизуйтесь)|уч[её]тные данные не были предоставлены|срок действия (?:токена|сессии) ист[её]к|токен (?:ист[её]к|просрочен)',
  },
  // Chinese
  {
    over: '(?:会话|登录|登入|工作階段)(?:已|状态已)?(?:经)?(?:过期|超时|失效|逾時|過期)',
    nobody:
      '(?:[账帐]号|用户|您|你)?(?:尚?未|没有)登[录陆]|(?:请|登[录陆]已?|会话已?|令牌已?)(?:先|重新|过期|失效|超时)(?:登[录陆])?|身份认证信息未提供',
  },
  // Japanese and Korean. An address holds `ログイン`, `ログアウト` as octets of UTF-8.
  {
    signIn: 'ログイン|%e3%83%ad%e3%82%b0%e3%82%a4%e3%83%b3',
    signOut: 'ログアウト|%e3%83%ad%e3%82%b0%e3%82%a2%e3%82%a6%e3%83%88',
    away: '(?:他|別)の(?:端末|デバイス|ブラウザ|場所)|다른 (?:기기|곳|장소|브라우저|PC)',
    over: 'セッション(?:の有効期限)?(?:が|は)?(?:切れ|タイムアウト|期限切れ|終了)|세션(?:이|시간이)? ?(?:만료|종료)',
    nobody: 'ログインしてください|ログインが必要|認証情報が含まれていません|로그인이 필요',
  },
];

/** What all these languages say of one thing, as one pattern. */
export function inLanguages(of: keyof Words): string {
  return LANGUAGES.flatMap((words) => words[of] ?? []).join('|');
}
