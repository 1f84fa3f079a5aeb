import type { NameGroup } from '../extension/cookies/names/known-cookie.ts';
import { isLiteral } from '../extension/cookies/names/pattern.ts';
import { PACKED_ROLES } from '../extension/cookies/names/unpack-names.ts';

/**
 * Groups of cookie names as `unpackNames` reads them: half the objects' length, and an eighth less when
 * compressed. Patterns keep their order, for of two equal matches the first one counts; names that stand for themselves
 * join the line of their details, and are sorted. Throws where a text would not come back.
 */
export function packNames(groups: readonly NameGroup[]): string {
  return groups.map(packGroup).join('\n\n');
}

interface Line {
  readonly details: string;
  readonly names: string[];
}

function packGroup({ product, framework, certainty, anyCase, names, values }: NameGroup): string {
  if (values !== undefined) throw new Error(`${product}: formats of values are code, and cannot be packed.`);
  const head = [product, framework, certainty?.charAt(0), anyCase ? '1' : ''].map((field) => field ?? '');
  if (head.some((field) => /[|\n]/.test(field))) throw new Error(`A field of ${product} holds a separator.`);
  const lines: Line[] = [];
  for (const [name, about] of Object.entries(names)) {
    if (/[ \t\n]/.test(name)) throw new Error(`The name ${name} holds a separator.`);
    const details = packDetails(about);
    const line = (isLiteral(name) ? lines : lines.slice(-1)).find((each) => each.details === details);
    if (line === undefined) lines.push({ details, names: [name] });
    else line.names.push(name);
  }
  const packed = lines.map((line) => `${line.details}\t${inPackedOrder(line.names).join(' ')}`);
  return [head.join('|').replace(/\|+$/, ''), ...packed].join('\n');
}

function inPackedOrder(names: readonly string[]): readonly string[] {
  return [...names.filter(isLiteral).toSorted(), ...names.filter((name) => !isLiteral(name))];
}

function packDetails(about: NameGroup['names'][string]): string {
  const { role, certainty, ...more } = typeof about === 'string' ? { role: about } : about;
  const letter = String.fromCharCode(97 + PACKED_ROLES.indexOf(role));
  if (letter < 'a') throw new Error(`The role ${role} has no letter.`);
  return [letter + (certainty?.charAt(0) ?? ''), ...Object.entries(more).map(([key, value]) => `${key}=${value}`)].join(
    ' ',
  );
}
