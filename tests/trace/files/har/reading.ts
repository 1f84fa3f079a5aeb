import assert from 'node:assert/strict';
import { publicSuffixList } from '../../../../extension/cookies/public-suffixes.ts';
import { FileError } from '../../../../extension/trace/files/file-error.ts';
import { type HarOptions, type HarTrace, readHar } from '../../../../extension/trace/files/har/read-har.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import type { FileNoticeCode, FileParams } from '../../../../extension/trace/model/file-codes.ts';
import type { Trace } from '../../../../extension/trace/model/trace.ts';
import { fileOf, readAll } from '../../bytes.ts';

export const OPTIONS: HarOptions = { publicSuffix: (host) => publicSuffixList.publicSuffix(host) ?? undefined };

/** Reads a HAR in pieces. */
export async function read(
  content: string | Uint8Array,
  options: Partial<HarOptions> = {},
  pieceLength?: number,
): Promise<HarTrace> {
  return (await readAll(readHar(fileOf(content, pieceLength), { ...OPTIONS, ...options }))).result;
}

/** Why a file is not read. */
export async function refusal(content: string | Uint8Array): Promise<FileError> {
  try {
    await read(content);
  } catch (error) {
    assert.ok(error instanceof FileError, String(error));
    return error;
  }
  assert.fail('the file was read');
}

export function requests(har: HarTrace): Extract<TraceEvent, { kind: 'request' }>[] {
  return har.events.filter((event) => event.kind === 'request');
}

export function responses(har: HarTrace): Extract<TraceEvent, { kind: 'response' }>[] {
  return har.events.filter((event) => event.kind === 'response');
}

/** The codes of a file's notices. */
export function codesOf(har: HarTrace): FileNoticeCode[] {
  return har.notices.map(({ code }) => code);
}

/** What a notice says; undefined where there is none. */
export function noticeOf(har: HarTrace, code: FileNoticeCode): FileParams | undefined {
  return har.notices.find((notice) => notice.code === code)?.params;
}

/** A HAR as it is shown. */
export function folded(har: HarTrace): Trace {
  const fold = createFold({ chosenNames: har.sessionCookies });
  fold.apply(har.events);
  return fold.trace;
}
