import type { Sample, SampleId, SampleLine } from './sample.ts';

/** What a framework does before and after the view that is shown. */
const around = (view: readonly SampleLine[], after: SampleLine): readonly SampleLine[] => [
  { words: 'lessonCodeBefore', does: ['find-id'] },
  ...view,
  after,
];

/** The code that counts visits, on six servers. The tests run each of them. */
export const samples: Readonly<Record<SampleId, Sample>> = {
  django: {
    id: 'django',
    label: 'Django',
    language: 'python',
    note: 'lessonCodeNoteDjango',
    lines: around(
      [
        { code: 'from django.http import HttpResponse' },
        { code: '' },
        { code: 'def index(request):' },
        { code: "    count = request.session.get('count', 0)", does: ['read'] },
        { code: '    count = count + 1', does: ['add'] },
        { code: "    request.session['count'] = count", does: ['store'] },
        { code: "    return HttpResponse(f'Visit count: {count}')", does: ['answer'] },
      ],
      { words: 'lessonCodeAfterSaves', does: ['set-cookie'] },
    ),
  },
  express: {
    id: 'express',
    label: 'Express',
    language: 'javascript',
    note: 'lessonCodeNoteExpress',
    lines: [
      {
        code: 'app.use(session({ secret, resave: false, saveUninitialized: false }));',
        does: ['find-id', 'set-cookie'],
      },
      { code: '' },
      { code: "app.get('/', (request, response) => {" },
      { code: '  const found = request.session.count ?? 0;', does: ['read'] },
      { code: '  const count = found + 1;', does: ['add'] },
      { code: '  request.session.count = count;', does: ['store'] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is shown holds a template.
      { code: '  response.send(`Visit count: ${count}`);', does: ['answer'] },
      { code: '});' },
    ],
  },
  flask: {
    id: 'flask',
    label: 'Flask',
    language: 'python',
    note: 'lessonCodeNoteSealed',
    lines: around(
      [
        { code: "@app.get('/')" },
        { code: 'def index():' },
        { code: "    count = session.get('count', 0)", does: ['read'] },
        { code: '    count = count + 1', does: ['add'] },
        { code: "    session['count'] = count", does: ['store'] },
        { code: "    return f'Visit count: {count}'", does: ['answer'] },
      ],
      { words: 'lessonCodeAfterSeals', does: ['set-cookie'] },
    ),
  },
  php: {
    id: 'php',
    label: 'PHP',
    language: 'php',
    note: 'lessonCodeNotePhp',
    lines: [
      { code: '<?php' },
      { code: 'session_start();', does: ['find-id', 'set-cookie'] },
      { code: "$count = $_SESSION['count'] ?? 0;", does: ['read'] },
      { code: '$count = $count + 1;', does: ['add'] },
      { code: "$_SESSION['count'] = $count;", does: ['store'] },
      { code: 'echo "Visit count: $count";', does: ['answer'] },
    ],
  },
  fastapi: {
    id: 'fastapi',
    label: 'FastAPI',
    language: 'python',
    note: 'lessonCodeNoteSealed',
    lines: [
      {
        code: 'app.add_middleware(SessionMiddleware, secret_key=secret_key)',
        does: ['find-id', 'set-cookie'],
      },
      { code: '' },
      { code: "@app.get('/', response_class=PlainTextResponse)" },
      { code: 'def index(request: Request):' },
      { code: "    count = request.session.get('count', 0)", does: ['read'] },
      { code: '    count = count + 1', does: ['add'] },
      { code: "    request.session['count'] = count", does: ['store'] },
      { code: "    return f'Visit count: {count}'", does: ['answer'] },
    ],
  },
  companion: {
    id: 'companion',
    label: 'Sidtrail',
    language: 'typescript',
    note: 'lessonCodeNoteCompanion',
    lines: [
      { code: "app.get('/', async (request: Request, response: Response) => {" },
      { code: '  const sent = cookie.read(request);', does: ['find-id'] },
      { code: '  const outcome = await sessions.visit(sent);' },
      { code: '' },
      { code: 'async visit(sent: SentSession): Promise<Outcome> {' },
      {
        code: "  if (sent.kind !== 'id') return this.#begin(sent.kind === 'none' ? 'no-cookie' : sent.kind, 1);",
        does: ['begin'],
        when: ['none'],
      },
      {
        code: '  const record = await this.#store.visit(sent.key);',
        does: ['look-up'],
        when: ['known', 'unknown'],
      },
      {
        code: "  if (record === 'unknown') return this.#begin('unknown', 1);",
        does: ['begin'],
        when: ['unknown'],
      },
      { code: '' },
      { code: '  headers: cookieHeaders(context, outcome),', does: ['set-cookie'] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is shown holds a template.
      { code: '  text: () => `Visit count: ${record.count}`,', does: ['answer'] },
    ],
  },
};
