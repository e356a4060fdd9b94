/** Every word of the page itself, in both languages; what the API says of itself is English. */
export const LABELS = {
  en: {
    code: 'en',
    skip: 'Skip to the operation',
    language: '中文',
    search: 'Search: path, name, code ( / )',
    operations: 'Operations',
    nothing: 'Nothing found.',
    choose: 'Choose an operation. Press / to search, arrow keys to move through the list.',
    unavailable: 'The contract cannot be read. Generate it with npm run docs.',
    anybody: 'Anybody may call it.',
    optional: 'Anybody may call it; it knows you when you are signed in.',
    roles: 'Who may call it',
    stages: 'Exists only on',
    idempotent: 'Needs an Idempotency-Key: sent again with the same key, it is done once.',
    raw: 'The body is signed: its exact bytes count.',
    parameters: 'Parameters',
    body: 'Body',
    reply: 'Reply',
    codes: 'Codes of refusals',
    required: 'required',
    tryIt: 'Try it',
    send: 'Send',
    sending: 'Sending …',
    failed: 'No answer came.',
    signIn: 'Sign in',
    signedInAs: 'Signed in as',
    signOut: 'Sign out',
    customer: 'Customer id',
    role: 'Role',
    noSession: 'This stage has no developer sessions.',
    copy: 'Copy as curl',
    copied: 'Copied',
    newKey: 'New key',
  },
  zh: {
    code: 'zh',
    skip: '跳到接口内容',
    language: 'English',
    search: '搜索：路径、名称、错误码（按 / ）',
    operations: '接口',
    nothing: '没有找到。',
    choose: '请选择一个接口。按 / 搜索，用方向键在列表中移动。',
    unavailable: '读不到接口契约，请运行 npm run docs 生成。',
    anybody: '任何人都可以调用。',
    optional: '任何人都可以调用；登录后会识别身份。',
    roles: '可调用的角色',
    stages: '只存在于',
    idempotent: '需要 Idempotency-Key：同一个键重复发送，只执行一次。',
    raw: '正文带签名，必须逐字节一致。',
    parameters: '参数',
    body: '正文',
    reply: '应答',
    codes: '拒绝时的错误码',
    required: '必填',
    tryIt: '试一试',
    send: '发送',
    sending: '发送中……',
    failed: '没有收到应答。',
    signIn: '登录',
    signedInAs: '当前身份',
    signOut: '退出',
    customer: '顾客编号',
    role: '角色',
    noSession: '此环境没有开发者登录。',
    copy: '复制为 curl',
    copied: '已复制',
    newKey: '换一个键',
  },
};

const remembered = 'oneshelf.docs.language';

/** The language to begin with: the one chosen before, else the browser's. */
export function firstLanguage(storage, browserLanguage) {
  const chosen = storage.getItem(remembered);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return browserLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Keeps a choice for the next visit. */
export function rememberLanguage(storage, language) {
  storage.setItem(remembered, language);
}
