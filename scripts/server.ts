import { main } from '../server/main.ts';
import { endWithParent } from './end-with-parent.ts';

endWithParent();
await main(process.argv.slice(2));
