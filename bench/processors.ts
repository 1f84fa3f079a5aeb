import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** What the processors have done since the machine started, in any one unit. */
export interface ProcessorTimes {
  /** Of all processors, waiting included. */
  readonly total: number;
  /** Spent on anything, by anyone; what a hypervisor took away counts as well. */
  readonly busy: number;
  /** Spent on this process and all that it started. */
  readonly own: number;
}

/** The part of the processors that others used between two moments, 0 to 1. */
export function shareOfOthers(before: ProcessorTimes, after: ProcessorTimes): number {
  const total = after.total - before.total;
  if (total <= 0) return 0;
  const others = after.busy - before.busy - (after.own - before.own);
  return Math.min(1, Math.max(0, others / total));
}

/** Fields of /proc/<pid>/stat behind the name, which may hold spaces and brackets: see proc(5). */
interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** utime, stime, cutime, cstime together, in ticks. */
  readonly time: number;
}

/** Reads a line of /proc/<pid>/stat; undefined for what is none. */
export function readProcessStat(line: string): ProcessStat | undefined {
  const pid = Number.parseInt(line, 10);
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const parent = Number(fields[1]);
  const time = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return Number.isNaN(pid + parent + time) || fields.length < 15 ? undefined : { pid, parent, time };
}

/** The time of a process and its descendants, living or ended. */
export function timeOfTree(root: number, processes: readonly ProcessStat[]): number {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const timeOf = (pid: number, own: number): number =>
    (children.get(pid) ?? []).reduce((sum, child) => sum + timeOf(child.pid, child.time), own);
  return timeOf(root, processes.find(({ pid }) => pid === root)?.time ?? 0);
}

function processesOfLinux(): readonly ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []].flat();
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

/** The line `cpu` of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal (proc(5)). */
function timesOfLinux(): ProcessorTimes {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const times = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const total = times.reduce((sum, time) => sum + time, 0);
  const idle = (times[3] ?? 0) + (times[4] ?? 0);
  return { total, busy: total - idle, own: timeOfTree(process.pid, processesOfLinux()) };
}

/** Elsewhere the processes are not looked at: then `own` is that of this process alone, and others seem busier. */
function timesElsewhere(): ProcessorTimes {
  const all = cpus().map(({ times }) => times);
  const total = all.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  const idle = all.reduce((sum, times) => sum + times.idle, 0);
  const { user, system } = process.cpuUsage();
  return { total, busy: total - idle, own: (user + system) / 1_000 };
}

/** What the processors have done until now. */
export function processorTimes(): ProcessorTimes {
  return process.platform === 'linux' ? timesOfLinux() : timesElsewhere();
}
