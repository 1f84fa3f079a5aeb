import { part } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values that ASP.NET writes. */
export const DOTNET_NAMES = [
  {
    product: 'ASP.NET',
    framework: 'aspnet',
    names: {
      'ASP.NET_SessionId': { role: 'session', format: 'aspnet-session', anyCase: true },
      '.ASPXAUTH': { role: 'sign-in', anyCase: true },
      '.ASPXFORMSAUTH': { role: 'sign-in', anyCase: true },
      '.ASPXROLES': 'other',
      '.ASPXANONYMOUS': 'device',
      '.AspNet.ApplicationCookie': { role: 'sign-in', chunks: 'Cn' },
      '.AspNet.Cookies': { role: 'sign-in', chunks: 'Cn' },
      '.AspNet.ExternalCookie': { role: 'state', chunks: 'Cn' },
      '.AspNet.Correlation.*': 'state',
      '.AspNet.TwoFactorCookie': 'state',
      '.AspNet.TwoFactorRememberBrowser': 'device',
      'OpenIdConnect.nonce.*': 'state',
      __RequestVerificationToken: 'csrf',
      '__RequestVerificationToken_*': 'csrf',
      __AntiXsrfToken: 'csrf',
    },
  },
  { product: 'Classic ASP', names: { 'ASPSESSIONID{upper8}': 'session' } },
  {
    product: 'Windows Identity Foundation',
    framework: 'aspnet',
    names: { FedAuth: { role: 'sign-in', format: 'wif', chunks: 'n' } },
    values: [
      {
        // Windows Identity Foundation: a byte order mark and "<?xml", in base64.
        format: 'wif',
        label: { kind: 'sign-in', maker: 'Windows Identity Foundation' },
        pattern: /^77u\/PD94bWwg[A-Za-z0-9+/]*={0,2}$/,
        clientSide: true,
        holds: 'sealed',
        signed: true,
        random: true,
        parts: ([value]) => [part('payload', value)],
      },
    ],
  },
  {
    product: 'ASP.NET Core',
    framework: 'aspnetcore',
    names: {
      '.AspNet.SharedCookie': 'sign-in',
      bff: { role: 'sign-in', when: 'aspnet-core', chunks: 'Cn' },
      'Identity.StatusMessage': 'message',
      '.AspNetCore.Session': { role: 'session', format: 'aspnet-core' },
      '.AspNetCore.Cookies': { role: 'sign-in', format: 'aspnet-core', chunks: 'Cn' },
      '.AspNetCore.Identity.Application': { role: 'sign-in', format: 'aspnet-core', chunks: 'Cn' },
      '.AspNetCore.Identity.External': { role: 'state', chunks: 'Cn' },
      '.AspNetCore.Identity.TwoFactorUserId': 'state',
      '.AspNetCore.Identity.TwoFactorRememberMe': 'device',
      '.AspNetCore.Antiforgery.*': { role: 'csrf', format: 'aspnet-core' },
      '.AspNetCore.Correlation.*': 'state',
      '.AspNetCore.OpenIdConnect.Nonce.*': 'state',
      '.AspNetCore.Mvc.CookieTempDataProvider': 'message',
      '.AspNetCore.Culture': 'preference',
      '.AspNet.Consent': 'consent',
      'Identity.External': 'state',
      'Identity.TwoFactorUserId': 'state',
      'Identity.TwoFactorRememberMe': 'device',
    },
    values: [
      {
        format: 'aspnet-core',
        label: { kind: 'encrypted', maker: 'ASP.NET Core' },
        pattern: /^CfDJ8[A-Za-z0-9_-]{20,}$/,
        clientSide: true,
        holds: 'sealed',
        signed: true,
        random: true,
        parts: ([value]) => [part('encrypted', value)],
      },
    ],
  },
] as const satisfies readonly NameGroupOf<string>[];
