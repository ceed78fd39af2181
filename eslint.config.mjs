/** Lint rules: sound TypeScript, no any, the environment read in config.ts alone, hooks used rightly, every text on the screen translated. */
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const noEnvironment = {
  selector:
    "MemberExpression[object.name='process'][property.name='env']:not(CallExpression[callee.name=/Config$/] > *)",
  message: 'Only config.ts reads the environment; take the value as a parameter.',
};
const noLiteralText = [
  {
    selector: 'JSXText[value=/[A-Za-z\\u4e00-\\u9fff]{2}/]',
    message: 'Text on the screen comes from the translations (zh and en).',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(title|placeholder|alt|label|aria-label|description|okText|cancelText)$/] > Literal[value=/[A-Za-z\\u4e00-\\u9fff]{2}/]',
    message: 'Text on the screen comes from the translations (zh and en).',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/generated/',
      'data/',
      'coverage/',
      '.cache/',
      'client/public/',
    ],
  },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: globals.node },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 500 }],
      'no-restricted-syntax': ['error', noEnvironment],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['{graph-schema,etl,alerts,server,test}/**/*.ts', 'client/src/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['client/src/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', noEnvironment, ...noLiteralText],
    },
  },
  {
    files: ['**/config.ts', 'scripts/**', 'test/**', '**/*.test.{ts,tsx}', '*.config.*'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
