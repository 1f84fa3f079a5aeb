import type { NameGroup } from './known-cookie.ts';

/** The groups of cookie names that the build packed: see `scripts/pack-names.ts`. */
export function unpackNames(packed: string): readonly NameGroup[] {
  // What typed records held when they were packed.
  return packed.split('\n\n').map(unpackGroup) as readonly NameGroup[];
}

function unpackGroup(text: string): object {
  const [head = '', ...lines] = text.split('\n');
  const [product, framework, certainty, anyCase] = head.split('|');
  const names = lines.flatMap((line) => {
    const [details = '', list = ''] = line.split('\t');
    const [role, ...more] = details.split(' ');
    const pairs = more.map((each) => each.split('='));
    const about = { role, ...Object.fromEntries(pairs.map(([key, value]) => [key, value === 'true' || value])) };
    return list.split(' ').map((name) => [name, about] as const);
  });
  return {
    ...(product && { product }),
    ...(framework && { framework }),
    ...(certainty && { certainty }),
    ...(anyCase && { anyCase: true }),
    names: Object.fromEntries(names),
  };
}
