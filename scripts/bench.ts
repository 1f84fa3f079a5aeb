import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import type { BenchPart } from '../bench/bench-report.ts';
import { ROOT } from './run-command.ts';
import { runTask, Sentence } from './sentence.ts';

// npm run bench: runs every part (bench/<part>/main.ts), or the one that is named, and writes docs/bench/<part>.md.

const parts = globSync('bench/*/main.ts', { cwd: ROOT })
  .map((file) => path.basename(path.dirname(file)))
  .toSorted();

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${memory} GiB of memory, ${process.platform} ${release()}, Node ${process.versions.node}`;
}

async function runPart(part: string, args: readonly string[]): Promise<void> {
  console.log(`── ${part}`);
  const { bench } = (await import(path.join(ROOT, 'bench', part, 'main.ts'))) as { bench: BenchPart };
  const { title, markdown, isDated = false } = await bench(args);
  const page = path.join('docs/bench', `${part}.md`);
  mkdirSync(path.join(ROOT, 'docs/bench'), { recursive: true });
  const when = isDated ? '' : ` on ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(
    path.join(ROOT, page),
    `# ${title}\n\nMeasured${when} by \`npm run bench -- ${part}\` on ${machine()}.\n\n${markdown.trim()}\n`,
  );
  console.log(`Written to ${page}.`);
}

await runTask(async () => {
  const [part, ...args] = process.argv.slice(2);
  if (part !== undefined && !existsSync(path.join(ROOT, 'bench', part, 'main.ts'))) {
    throw new Sentence(`There is no benchmark "${part}": choose ${parts.join(', ')}, or name none to run them all.`);
  }
  for (const name of part === undefined ? parts : [part]) await runPart(name, args);
});
// Whatever a part may have left running would keep this process waiting; at its exit browsers end, too.
process.exit();
