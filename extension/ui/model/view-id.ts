/** The views of the inspector, as the model and its features know them; the shell knows their labels and code. */
export type ViewId = 'requests' | 'lesson' | 'cookies' | 'files';
