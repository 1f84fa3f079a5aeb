import type { ComponentType } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';

/** A view of the inspector: one more is one more record here, and its code is loaded when it is first opened. */
export interface View {
  readonly id: string;
  readonly label: MessageKey;
  readonly load: () => Promise<ComponentType>;
}

/** The views after the first, in the order of the bar; the requests are always there. */
export const views = [
  {
    id: 'requests',
    label: 'viewRequests',
    load: async () => (await import('./requests-view.tsx')).RequestsView,
  },
  {
    id: 'lesson',
    label: 'viewLesson',
    load: async () => (await import('../lesson/lesson-view.tsx')).LessonView,
  },
  {
    id: 'cookies',
    label: 'viewCookies',
    load: async () => (await import('../jar/cookies-view.tsx')).CookiesView,
  },
  {
    id: 'files',
    label: 'viewFiles',
    load: async () => (await import('../files/files-view.tsx')).FilesView,
  },
] as const satisfies readonly View[];

export type ViewId = (typeof views)[number]['id'];
