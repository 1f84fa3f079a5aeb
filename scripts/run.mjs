// Runs one of the project's tasks on the Node that package.json pins, installing the packages first where they are
// missing. Plain JavaScript: the system's Node may be as old as 20.19, which strips no types.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pinnedNode = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Ends with one sentence for the person at the terminal. */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Whether node_modules holds what package-lock.json names; npm keeps its own list of what it has put there. */
function isInstalled() {
  if (!existsSync(pinnedNode)) return false;
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  try {
    const held = read('node_modules/.package-lock.json');
    return Object.entries(read('package-lock.json')).every(
      ([place, wanted]) => place === '' || wanted.optional || held[place]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

function installWhatIsMissing() {
  if (isInstalled()) return;
  console.error('Installing packages (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // What a task prints may be read by a program: the installer's words go beside it.
    stdio: ['inherit', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) fail('npm ci failed: the packages could not be installed. Its own message is above.');
  if (!existsSync(pinnedNode)) {
    fail(
      'The package "node" was installed without its binary: allow its install script (npm rebuild node), then try again.',
    );
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Sidtrail needs Node 20.19 or newer to start; this is Node ${process.versions.node}.`);
}
const [task, ...args] = process.argv.slice(2);
const script = task ? path.join(root, 'scripts', `${task}.ts`) : '';
if (!task || !existsSync(script)) fail(`There is no task "${task ?? ''}". See "scripts" in package.json.`);

installWhatIsMissing();
const child = spawn(pinnedNode, [script, ...args], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
