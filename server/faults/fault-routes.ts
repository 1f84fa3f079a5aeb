import type { Express, Request, Response } from 'express';
import type { AppContext } from '../context.ts';
import type { LabAddress } from '../lab/lab-places.ts';
import { field } from '../routes/field.ts';
import { refuseAhead } from '../routes/refuse-ahead.ts';
import { FAULTS, type FaultId, pathOf, ROOM_COOKIE } from './fault.ts';
import { type FaultPages, faultMain, indexMain, makeFaultPages, serviceMain } from './fault-pages.ts';
import { FaultRoom, type Fix, type RoomSession } from './fault-room.ts';
import { Meeting } from './meeting.ts';

export type FaultSettings = {
  /** Known once both ports listen. */
  readonly address: () => LabAddress;
  /** False in a fleet: the room's sessions lie in the memory of one process. */
  readonly alone: boolean;
};

const USER = 'Ada';
const ONE_PROCESS = 'The six faults need one process: start the companion without --workers.';

/** What a room's page shows, and how it is answered. */
type Shown = {
  readonly session?: RoomSession | undefined;
  readonly status: number;
  readonly headers?: readonly string[];
};

/**
 * "Break it, fix it": six servers with a fault each, to practise finding causes on. They live below /faults with a
 * host, a cookie and sessions of their own, so nothing here reaches the counter or its cookie.
 */
export class FaultRoutes {
  readonly #context: AppContext;
  readonly #settings: FaultSettings;
  readonly #rooms: ReadonlyMap<FaultId, FaultRoom> = new Map(FAULTS.map((fault) => [fault.id, new FaultRoom(fault)]));
  readonly #renewals = new Meeting();
  #pages: FaultPages | undefined;

  constructor(context: AppContext, settings: FaultSettings) {
    this.#context = context;
    this.#settings = settings;
  }

  /** The route that another site posts to. It goes before the guard against that, and changes a practice order alone. */
  addReturn(app: Express): void {
    if (!this.#settings.alone) {
      app.all(['/faults', '/faults/*rest'], (request, response) => {
        this.#context.responder.say(request, response, 503, ONE_PROCESS);
      });
      return;
    }
    app.post('/faults/payment/paid', (request, response) => {
      const room = this.#room('payment');
      const session = room.pay(this.#sentTo(room, request));
      if (session !== undefined) this.#show(request, response, room, { session, status: 200 });
      else this.#show(request, response, room, { status: 400 });
    });
  }

  addTo(app: Express): void {
    if (!this.#settings.alone) return;
    app.get('/faults', (request, response) => this.#index(request, response));
    app.get('/faults/payment/service', (request, response) => {
      const { responder } = this.#context;
      const about = 'The payment service of the room /faults.';
      responder.send(request, response, {
        text: () => about,
        json: () => ({ about }),
        html: { page: this.#shells().service, title: 'Payment service', main: () => serviceMain(this.#origin) },
      });
    });
    for (const room of this.#rooms.values()) this.#addFault(app, room);
    app.post('/faults/tabs/renew', (request, response) => this.#renew(request, response));
  }

  #addFault(app: Express, room: FaultRoom): void {
    const { id, guests } = room.fault;
    const path = pathOf(id);

    app.get(path, (request, response) => {
      if (this.#isElsewhere(request)) return this.#index(request, response);
      if (refuseAhead(this.#context, request, response)) return;
      const sent = this.#sentTo(room, request);
      // HEAD asks what GET would say: it is no visit.
      const isVisit = request.method !== 'HEAD';
      const session = isVisit ? room.visit(sent) : room.find(sent);
      if (session === undefined && guests === true && isVisit) {
        const guest = room.begin(null, 1);
        this.#show(request, response, room, {
          session: guest,
          status: 200,
          headers: ['Set-Cookie', room.setCookie(guest)],
        });
        return;
      }
      // The session of another fault ends where this one begins.
      const strays = sent === undefined && sentValue(request) !== undefined;
      const status = session === undefined && sent !== undefined ? 401 : 200;
      this.#show(request, response, room, { session, status, headers: strays ? ['Set-Cookie', room.removal] : [] });
    });
    app.post(`${path}/login`, (request, response) => {
      const sent = this.#sentTo(room, request);
      const session = room.signIn(sent, USER);
      const isSame = sent === session.id;
      this.#goBack(request, response, room, isSame ? [] : ['Set-Cookie', room.setCookie(session)]);
    });
    app.post(`${path}/logout`, (request, response) => {
      this.#goBack(request, response, room, ['Set-Cookie', room.signOut(this.#sentTo(room, request))]);
    });
    app.post(`${path}/deploy`, (request, response) => {
      room.deploy();
      this.#goBack(request, response, room);
    });
    app.post(`${path}/switch`, (request, response) => {
      const chosen = field(request, 'switch');
      const fix: Fix | undefined = chosen === 'none' ? 'none' : FAULTS.find((fault) => fault.id === chosen)?.id;
      if (fix === undefined) {
        this.#context.responder.say(request, response, 400, 'switch must be "none" or the name of a fault.');
        return;
      }
      const sent = sentValue(request);
      room.set(fix);
      this.#goBack(request, response, room, sent === undefined ? [] : ['Set-Cookie', room.removal]);
    });
  }

  async #renew(request: Request, response: Response): Promise<void> {
    const room = this.#room('tabs');
    const sent = this.#sentTo(room, request);
    const { responder } = this.#context;
    if (sent === undefined || room.find(sent) === undefined) {
      responder.say(request, response, 401, 'Nobody is signed in.');
      return;
    }
    const turn = await this.#renewals.arrive(sent);
    const outcome = room.renew(sent, this.#context.now());
    if (response.closed) turn.sent();
    else response.once('close', turn.sent);
    switch (outcome.kind) {
      case 'renewed':
        responder.send(request, response, {
          text: () => 'renewed.',
          json: () => ({ renewed: true }),
          headers: ['Set-Cookie', room.setCookie(outcome.session), 'Session-Count', String(outcome.session.count)],
        });
        return;
      case 'late':
        responder.send(request, response, {
          text: () => 'was renewed a moment ago, all is well.',
          json: () => ({ renewed: false }),
        });
        return;
      case 'reused':
      case 'unknown':
        responder.say(request, response, 401, 'refused.', ['Set-Cookie', room.removal]);
    }
  }

  #index(request: Request, response: Response): void {
    const { responder } = this.#context;
    // The counter's cookie belongs to localhost, and would go along there.
    if (request.hostname === 'localhost') {
      response.redirect(302, `${this.#origin}${request.path}`);
      return;
    }
    responder.send(request, response, {
      text: () => FAULTS.map(({ id, symptom }) => `${pathOf(id)} ${symptom}`).join('\n'),
      json: () => ({ faults: FAULTS.map(({ id, symptom }) => ({ path: pathOf(id), symptom })) }),
      html: {
        page: this.#shells().index,
        title: 'Break it, fix it',
        main: () => indexMain([...this.#rooms.values()], this.#origin, !this.#isElsewhere(request)),
      },
    });
  }

  #show(request: Request, response: Response, room: FaultRoom, { session, status, headers = [] }: Shown): void {
    const { symptom } = room.fault;
    const sent = this.#sentTo(room, request) !== undefined;
    this.#context.responder.send(request, response, {
      status,
      headers: [...headers, ...(session === undefined ? [] : ['Session-Count', String(session.count)])],
      text: () => (session === undefined ? 'Nobody is signed in.' : `Visit count: ${session.count}`),
      json: () => ({ user: session?.user ?? null, count: session?.count ?? null }),
      html: {
        page: this.#shells().fault,
        title: symptom,
        main: () => faultMain(room, session, sent, this.#service),
      },
    });
  }

  #goBack(request: Request, response: Response, room: FaultRoom, headers: readonly string[] = []): void {
    this.#context.responder.sendOrGoTo(request, response, pathOf(room.fault.id), {
      headers,
      text: () => 'Done.',
      json: () => ({ done: true }),
    });
  }

  #room(id: FaultId): FaultRoom {
    const room = this.#rooms.get(id);
    if (room === undefined) throw new Error(`no room ${id}`);
    return room;
  }

  /** The cookie that a request brings to a fault; what another one gave out ends there, and is none here. */
  #sentTo(room: FaultRoom, request: Request): string | undefined {
    const sent = sentValue(request);
    if (sent === undefined || room.hasIssued(sent)) return sent;
    const other = [...this.#rooms.values()].find((one) => one.hasIssued(sent));
    other?.end(sent);
    return other === undefined ? sent : undefined;
  }

  #shells(): FaultPages {
    this.#pages ??= makeFaultPages(this.#context.hsts, this.#origin);
    return this.#pages;
  }

  /** Its own host: the counter's cookie is localhost's, and cookies know no port. */
  get #origin(): string {
    const { scheme, mainPort } = this.#settings.address();
    return `${scheme}://127.0.0.1:${mainPort}`;
  }

  /** Another site than the room, for browsers. */
  get #service(): string {
    const { scheme, labPort } = this.#settings.address();
    return `${scheme}://localhost:${labPort}`;
  }

  #isElsewhere(request: Request): boolean {
    return `${this.#settings.address().scheme}://${request.headers.host}` !== this.#origin;
  }
}

function sentValue(request: Request): string | undefined {
  const start = `${ROOM_COOKIE}=`;
  const pair = (request.headers.cookie ?? '').split('; ').find((one) => one.startsWith(start));
  return pair?.slice(start.length);
}
