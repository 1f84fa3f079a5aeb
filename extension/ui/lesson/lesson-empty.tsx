import { Empty } from '../parts/empty.tsx';
import { useNoSessionState } from '../parts/use-empty-state.ts';

/** Why the lesson has no steps yet, and the next step that leads to the first one. */
export function LessonEmpty() {
  return (
    <div class="lesson-part lesson-empty">
      <Empty state={useNoSessionState()} />
    </div>
  );
}
