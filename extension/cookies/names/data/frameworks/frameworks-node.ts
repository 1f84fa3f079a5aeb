import { readJson } from '../../../base64.ts';
import { signature, signedParts } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values that Node’s frameworks and session libraries write. */
export const NODE_NAMES = [
  {
    product: 'express-session',
    framework: 'express',
    names: {
      'connect.sid': { role: 'session', format: 'express-session' },
      sid: { role: 'session', when: 'express-session', anyCase: true },
      sessionId: { role: 'session', when: 'express-session' },
      session: { role: 'session', when: 'express-session' },
    },
    values: [
      {
        format: 'express-session',
        label: { kind: 'id', maker: 'express-session' },
        pattern: /^s:(?!j:)([^.;\s]{16,256})\.([A-Za-z0-9+/]{43})=?$/,
        idGroup: 1,
        signed: true,
        designBits: ([, id = '']) => (/^[A-Za-z0-9_-]{32}$/.test(id) ? 192 : undefined),
        parts: signedParts,
      },
      {
        // What Express signs besides: `s:j:` before JSON, and any short text.
        format: 'express-signed',
        label: { kind: 'signed', maker: 'Express' },
        pattern: /^s:(.{0,3800})\.([A-Za-z0-9+/]{43})=?$/s,
        clientSide: true,
        readable: ([, data = '']) => (data.startsWith('j:') ? readJson(data.slice(2)) : data),
        signed: true,
        random: false,
        parts: ([, data = '', sealed]) => {
          const json = data.startsWith('j:') ? readJson(data.slice(2)) : undefined;
          return [{ kind: 'payload', text: data, ...(json !== undefined && { json }) }, signature(sealed)];
        },
      },
      {
        format: 'express-json',
        label: { kind: 'json', maker: 'Express' },
        pattern: /^j:(.+)$/s,
        accepts: ([, data = '']) => readJson(data) !== undefined,
        clientSide: true,
        holds: 'data',
        readable: ([, data = '']) => readJson(data),
        random: false,
        parts: ([, data = '']) => [{ kind: 'payload', text: data, json: readJson(data) }],
      },
    ],
  },
  {
    product: 'cookie-session',
    framework: 'cookie-session',
    names: {
      'express:sess': { role: 'session', format: 'base64-json', family: 'cookie-session' },
      'express:sess.sig': { role: 'signature', family: 'cookie-session' },
      session: { role: 'session', when: 'base64-json' },
    },
  },
  {
    product: 'Koa',
    framework: 'koa',
    names: {
      'koa.sess': { role: 'session', format: 'base64-json', family: 'koa' },
      'koa:sess': { role: 'session', format: 'base64-json', family: 'koa' },
      'koa.sess.sig': { role: 'signature', family: 'koa' },
      'koa:sess.sig': { role: 'signature', family: 'koa' },
      'koa.sid': { role: 'session', family: 'koa-sid' },
      'koa.sid.sig': { role: 'signature', family: 'koa-sid' },
    },
  },
  { product: 'Sails', framework: 'sails', names: { 'sails.sid': { role: 'session', format: 'express-session' } } },
  { product: 'Fastify', framework: 'fastify', names: { sessionId: { role: 'session', when: 'signed-id' } } },
  {
    product: 'hapi',
    framework: 'hapi',
    names: {
      'hapi-session': 'session',
      'yar-session': { role: 'session', format: 'iron' },
      session: { role: 'session', when: 'iron' },
      sid: { role: 'session', when: 'iron' },
    },
  },
  {
    product: 'AdonisJS',
    framework: 'adonis',
    names: { 'adonis-session': 'session', 'adonis-session-values': 'session', 'adonis-remember-token': 'remember-me' },
  },
  { product: 'Nuxt', framework: 'nuxt', names: { 'nuxt-session': { role: 'session', format: 'iron' } } },
  { product: 'h3', framework: 'h3', names: { h3: { role: 'session', when: 'iron' } } },
  {
    product: 'Auth.js',
    framework: 'authjs',
    names: {
      'authjs.session-token': { role: 'session', format: 'jwe', chunks: '.n' },
      'authjs.csrf-token': 'csrf',
      'authjs.callback-url': 'state',
      'authjs.pkce.code_verifier': 'state',
      'authjs.state': 'state',
      'authjs.nonce': 'state',
      'authjs.challenge': 'state',
    },
  },
  {
    product: 'NextAuth.js',
    framework: 'authjs',
    names: {
      'next-auth.session-token': { role: 'session', format: 'jwe', chunks: '.n' },
      'next-auth.csrf-token': 'csrf',
      'next-auth.callback-url': 'state',
      'next-auth.pkce.code_verifier': 'state',
      'next-auth.state': 'state',
      'next-auth.nonce': 'state',
    },
  },
  {
    product: 'Better Auth',
    framework: 'better-auth',
    names: {
      'better-auth.session_token': { role: 'session', format: 'signed-id', family: 'better-auth' },
      'better-auth.session_data': { role: 'session', family: 'better-auth', chunks: '.n' },
      'better-auth.dont_remember': 'preference',
      'better-auth.state': 'state',
      'better-auth.two_factor': 'state',
      'better-auth.trust_device': 'device',
    },
  },
  { product: 'Lucia', framework: 'lucia', names: { auth_session: 'session' } },
] as const satisfies readonly NameGroupOf<string>[];
