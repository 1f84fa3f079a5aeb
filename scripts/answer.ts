import { main } from '../cli/answer.ts';

// npm run answer: "why was I logged out?" for HAR and trace files.

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the lines has seen enough, as `head` has.
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await main(process.argv.slice(2), console);
