/** The ids of the inspector's views. The shell has their labels and code. */
export type ViewId = 'requests' | 'lesson' | 'cookies' | 'files';
