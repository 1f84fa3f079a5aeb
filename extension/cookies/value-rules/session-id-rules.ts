import { decodeBase64Text } from '../base64.ts';
import type { ValueRule } from '../value-format.ts';
import { part, signature, UUID } from './read-parts.ts';

/** Ids that tell by their form who made them. */
export const SESSION_ID_RULES: readonly ValueRule[] = [
  {
    format: 'express-session',
    label: 'an express-session id',
    clientSide: false,
    signed: true,
    read: (value) => {
      const match = /^s:([^.;\s]{1,256})\.([A-Za-z0-9+/]{43})=?$/.exec(value);
      if (match === null) return null;
      const [, id = '', sealed = ''] = match;
      const bits = /^[A-Za-z0-9_-]{32}$/.test(id) ? { designBits: 192 } : {};
      return { parts: [part('id', id), signature(sealed)], idPart: id, ...bits };
    },
  },
  {
    format: 'itsdangerous-id',
    label: 'a session id that Flask-Session signed (itsdangerous)',
    clientSide: false,
    signed: true,
    read: (value) => {
      const match = /^([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{27})$/.exec(value);
      if (match === null) return null;
      const [, id = '', sealed = ''] = match;
      return { parts: [part('id', id), signature(sealed)], idPart: id };
    },
  },
  {
    format: 'signed-id',
    label: 'a signed session id (Fastify, Better Auth and others)',
    clientSide: false,
    signed: true,
    read: (value) => {
      const match = /^([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9+/]{43})=?$/.exec(value);
      if (match === null) return null;
      const [, id = '', sealed = ''] = match;
      return { parts: [part('id', id), signature(sealed)], idPart: id };
    },
  },
  {
    format: 'wordpress',
    label: 'a WordPress sign-in',
    clientSide: false,
    signed: true,
    random: true,
    read: (value) => {
      const match = /^([^|]{1,120})\|(\d{10})\|([A-Za-z0-9]{43})\|([0-9a-f]{64})$/.exec(value);
      if (match === null) return null;
      const [, user = '', expires = '', token = '', sealed = ''] = match;
      return {
        parts: [
          part('user', user),
          { kind: 'expires', text: expires, time: Number(expires) * 1000 },
          part('id', token),
          signature(sealed),
        ],
        idPart: token,
        designBits: 255,
      };
    },
  },
  {
    format: 'spring-session',
    label: 'a Spring Session id (base64 of a UUID)',
    clientSide: false,
    signed: false,
    random: true,
    read: (value) => {
      if (!/^[A-Za-z0-9+/]{48}$/.test(value)) return null;
      const id = decodeBase64Text(value);
      if (id === null || !UUID.test(id)) return null;
      return { parts: [{ kind: 'id', text: value, decoded: id }], idPart: id, designBits: 122 };
    },
  },
  {
    format: 'routed-uuid',
    label: 'a UUID with the name of the server that holds the session',
    clientSide: false,
    signed: false,
    read: (value) => {
      const dot = value.indexOf('.');
      const id = value.slice(0, dot);
      if (dot < 0 || !UUID.test(id) || !/^\.[\w.-]{1,64}$/.test(value.slice(dot))) return null;
      const bits = UUID.exec(id)?.[1] === '4' ? { designBits: 122, random: true } : {};
      return { parts: [part('id', id), part('route', value.slice(dot + 1))], idPart: id, ...bits };
    },
  },
  {
    format: 'uuid-v4',
    label: 'a random UUID (version 4)',
    clientSide: false,
    signed: false,
    random: true,
    read: (value) => (UUID.exec(value)?.[1] === '4' ? { designBits: 122 } : null),
  },
  {
    format: 'uuid-v7',
    label: 'a UUID that begins with the time (version 7)',
    clientSide: false,
    signed: false,
    random: true,
    read: (value) => {
      if (UUID.exec(value)?.[1] !== '7') return null;
      const head = value.slice(0, 13);
      const time = Number.parseInt(head.replace('-', ''), 16);
      return { parts: [{ kind: 'time', text: head, time }], designBits: 74 };
    },
  },
  {
    format: 'uuid-time',
    label: 'a UUID made from the time and the machine (version 1), which can be guessed',
    clientSide: false,
    signed: false,
    random: false,
    read: (value) => (UUID.exec(value)?.[1] === '1' ? {} : null),
  },
  {
    format: 'uuid',
    label: 'a UUID',
    clientSide: false,
    signed: false,
    read: (value) => (UUID.test(value) ? {} : null),
  },
  {
    format: 'tomcat',
    label: 'a Tomcat session id',
    clientSide: false,
    signed: false,
    read: (value) => {
      const match = /^([0-9A-F]{32})(?:\.([\w-]{1,64}))?$/.exec(value);
      if (match === null || !/[A-F]/.test(match[1] ?? '')) return null;
      const [, id = '', route] = match;
      const routed = route === undefined ? [] : [part('route', route)];
      return { parts: [part('id', id), ...routed], idPart: id, designBits: 128 };
    },
  },
  {
    format: 'jetty',
    label: 'a Jetty session id',
    clientSide: false,
    signed: false,
    read: (value) => {
      const match = /^(node0[a-z0-9]{15,40})(?:\.(\w{1,64}))?$/.exec(value);
      if (match === null) return null;
      const [, id = '', route] = match;
      return { parts: [part('id', id), ...(route === undefined ? [] : [part('route', route)])], idPart: id };
    },
  },
];
