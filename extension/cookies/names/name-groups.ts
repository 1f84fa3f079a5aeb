import { APPLICATION_NAMES } from './data/applications.ts';
import { COMMON_NAMES } from './data/common.ts';
import { CONTENT_NAMES } from './data/content.ts';
import { FRAMEWORK_NAMES } from './data/frameworks.ts';
import { GATEWAY_NAMES } from './data/gateways.ts';
import { IDENTITY_NAMES } from './data/identity.ts';
import { SHOP_NAMES } from './data/shops.ts';
import { SITE_NAMES } from './data/sites.ts';
import { TOOL_NAMES } from './data/tools.ts';
import { VISITOR_NAMES } from './data/visitors.ts';
import type { NameGroup } from './known-cookie.ts';

/** All that is known of cookie names. */
export const NAME_GROUPS: readonly NameGroup[] = [
  ...FRAMEWORK_NAMES,
  ...IDENTITY_NAMES,
  ...GATEWAY_NAMES,
  ...CONTENT_NAMES,
  ...TOOL_NAMES,
  ...APPLICATION_NAMES,
  ...SHOP_NAMES,
  ...SITE_NAMES,
  ...VISITOR_NAMES,
  ...COMMON_NAMES,
];
