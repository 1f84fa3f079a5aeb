import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ViewId } from '../model/view-id.ts';
import { RequestsView } from './requests-view.tsx';
import { views } from './views.ts';

/** Shows a view, loaded on first use. The Requests view is always loaded. */
export function ViewPlace({ id }: { readonly id: ViewId }) {
  // Where this is tried again after a view has failed, another one must not begin with the requests: they may have failed.
  const [loaded, setLoaded] = useState<{ readonly id: ViewId; readonly View: ComponentType } | undefined>(
    id === 'requests' ? { id, View: RequestsView } : undefined,
  );
  useEffect(() => {
    if (loaded?.id === id) return;
    let wanted = true;
    void views[id].load().then((View) => {
      if (wanted) setLoaded({ id, View });
    });
    return () => {
      wanted = false;
    };
  }, [id, loaded?.id]);
  return loaded === undefined ? null : <loaded.View />;
}
