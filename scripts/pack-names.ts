import type { NameGroup } from '../extension/cookies/names/known-cookie.ts';

/**
 * Groups of cookie names as `unpackNames` reads them: a third of the objects' length, and a tenth less when compressed.
 * The names keep their order, for of two equal matches the first one counts. Throws where a text would not come back.
 */
export function packNames(groups: readonly NameGroup[]): string {
  return groups.map(packGroup).join('\n\n');
}

function packGroup({ product, framework, certainty, anyCase, names, values }: NameGroup): string {
  if (values !== undefined) throw new Error(`${product}: formats of values are code, and cannot be packed.`);
  const head = [product, framework, certainty, anyCase ? '1' : ''].map((field) => field ?? '');
  if (head.some((field) => /[|\n]/.test(field))) throw new Error(`A field of ${product} holds a separator.`);
  const lines: string[] = [head.join('|').replace(/\|+$/, '')];
  let last: string | undefined;
  for (const [name, about] of Object.entries(names)) {
    const { role, ...more } = typeof about === 'string' ? { role: about } : about;
    const details = [role, ...Object.entries(more).map(([key, value]) => `${key}=${value}`)].join(' ');
    if (/[ \t\n]/.test(name)) throw new Error(`The name ${name} holds a separator.`);
    if (details === last) lines.push(`${lines.pop()} ${name}`);
    else lines.push(`${details}\t${name}`);
    last = details;
  }
  return lines.join('\n');
}
