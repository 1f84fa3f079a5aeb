import { render } from 'preact';

const root = document.getElementById('root');
if (root) render(<h1>Sidtrail options</h1>, root);
