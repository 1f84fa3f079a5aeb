/** Hosts that lead to this machine in every browser under test, beside localhost: Firefox takes no wildcard. */
export const LOCAL_HOSTS: readonly string[] = [
  'a.test',
  'sub.a.test',
  'www.a.test',
  'app.a.test',
  'b.test',
  'app.b.test',
  'elsewhere.test',
  'app.example.test',
  'example.com',
  'example.co.uk',
  'shop.co.uk',
  'co.uk',
  'xn--bcher-kva.test',
  // With a dot at the end these are hosts of their own.
  'com.',
  'co.uk.',
  'a.test.',
  'sub.a.test.',
];
