import path from 'node:path';
import { buildExtension, DIST } from './build-extension.ts';
import { BROWSERS } from './manifest.ts';
import { runTask } from './sentence.ts';
import { describeSizes, surfaceSizes } from './surface-sizes.ts';

// npm run build: dist/chrome and dist/firefox, and what each surface weighs.

await runTask(async () => {
  await buildExtension();
  for (const browser of BROWSERS) {
    const folder = path.join(DIST, browser);
    console.log(`${folder}\n${describeSizes(surfaceSizes(folder))}`);
  }
});
