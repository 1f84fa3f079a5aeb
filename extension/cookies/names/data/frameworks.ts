import { DOTNET_NAMES } from './frameworks/frameworks-dotnet.ts';
import { JAVA_NAMES } from './frameworks/frameworks-java.ts';
import { NODE_NAMES } from './frameworks/frameworks-node.ts';
import { OTHER_NAMES } from './frameworks/frameworks-other.ts';
import { PHP_NAMES } from './frameworks/frameworks-php.ts';
import { PYTHON_NAMES } from './frameworks/frameworks-python.ts';
import { RUBY_NAMES } from './frameworks/frameworks-ruby.ts';

/** The names that web frameworks and their session libraries write, and the formats of their values. */
export const FRAMEWORK_NAMES = [
  ...NODE_NAMES,
  ...PYTHON_NAMES,
  ...PHP_NAMES,
  ...RUBY_NAMES,
  ...JAVA_NAMES,
  ...DOTNET_NAMES,
  ...OTHER_NAMES,
] as const;
