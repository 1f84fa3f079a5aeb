import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ViewId } from '../model/view-id.ts';
import { RequestsView } from './requests-view.tsx';
import { views } from './views.ts';

/** Shows a view, loaded on first use. The Requests view is always loaded. */
export function ViewPlace({ id }: { readonly id: ViewId }) {
  const [loaded, setLoaded] = useState<{ readonly id: ViewId; readonly View: ComponentType }>({
    id: 'requests',
    View: RequestsView,
  });
  useEffect(() => {
    if (loaded.id === id) return;
    let wanted = true;
    void views[id].load().then((View) => {
      if (wanted) setLoaded({ id, View });
    });
    return () => {
      wanted = false;
    };
  }, [id, loaded.id]);
  const { View } = loaded;
  return <View />;
}
