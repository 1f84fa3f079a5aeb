import { build } from 'vite';
import { configFor } from '../vite.config.ts';
import { BROWSERS } from './manifest.ts';

// Builds dist/chrome and dist/firefox.

for (const browser of BROWSERS) await build(configFor(browser));
