import type { ComponentType } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { ViewId } from '../model/view-id.ts';
import { RequestsView } from './requests-view.tsx';

/** A view of the inspector. */
export interface View {
  readonly label: MessageKey;
  /** Loads its code on first use. */
  readonly load: () => Promise<ComponentType>;
}

/** All views, in the order of the bar. To add one, add its id to `ViewId` and a record here. */
export const views: Readonly<Record<ViewId, View>> = {
  requests: {
    label: 'viewRequests',
    load: async () => RequestsView,
  },
  lesson: {
    label: 'viewLesson',
    load: async () => (await import('../lesson/lesson-view.tsx')).LessonView,
  },
  cookies: {
    label: 'viewCookies',
    load: async () => (await import('../jar/cookies-view.tsx')).CookiesView,
  },
  files: {
    label: 'viewFiles',
    load: async () => (await import('../files/files-view.tsx')).FilesView,
  },
};
