import { main } from '../cli/answer.ts';

// npm run answer: "why was I logged out?" for HAR and trace files.

process.exitCode = await main(process.argv.slice(2), console);
