// Writes tokenizer-golden.json: what Hugging Face's own tokenizers makes of difficult texts, over the tiny vocabularies beside this file.
//
//     npm install --no-save tokenizers@0.23.2
//     node tests/Flash.Inference.Tests/Models/make_tokenizer_golden.mjs
//
// The tokenizer is put together as transformers puts CLIPTokenizerFast together from vocab.json and merges.txt (CLIPConverter): NFC, white space to single
// spaces, lower case; CLIP's word pattern; bytes; byte-pair encoding. Special tokens, the padding token among them, are found in the text as it was typed.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const here = path.dirname(new URL(import.meta.url).pathname)
const { Tokenizer } = createRequire(path.join(process.cwd(), 'x.js'))('tokenizers')
const START = '<|startoftext|>', END = '<|endoftext|>'

const TEXTS = [
  'the red cat', 'The RED Cat', '  the\tred\n\n cat  ', "the cat's hat", "it's they're we've I'm you'll he'd", 'a1b22c 3.14', 'red,cat;the!', 'hello...world?!', 'snake_case __x__',
  "THEY'RE I'M CAT'S", "'s 't the'", "''s 'sx 'llama", '"quoted" ‘curly’ “quotes” it’s', '(red:1.3) [cat] {the} <cat> #the @red $5 50% & + = ~ ^ | \\ / `', '', '   ', 'a'.repeat(90), 'x\u0000y', 'a\u00adb\u200bc\u200dd\ufeffe\u202ef',
  // Composition: one accent, two, out of order, on a base that has no composed form, Hangul, excluded from composition, singletons.
  'naïve café', 'nai\u0308ve cafe\u0301', 'e\u0301\u0301', 'a\u0323\u0302 a\u0302\u0323 ậ', 'q\u0307\u0323 q\u0323\u0307', '\u1112\u1161\u11ab\u1100\u1173\u11af 한글 \u1112\u1161', '\u0958 \u0915\u093c \u0340 \u212b \u2126 \u212a', '\u0344 \u0308\u0301 \u1e9b\u0323',
  'x' + '\u0300\u0323\u0315\u0345\u0334'.repeat(6), 'が か\u3099 ヷ ワ\u3099', '\ufb1d \u05d9\u05b4 שָׁלוֹם', '\u{1d15e} \u{1d157}\u{1d165}', '\u{110ab} \u{110a5}\u{110ba}', 'ﬁ ﬀ ① ㎏ ｆｕｌｌ',
  // Case: two letters for one, letters without a small form, Greek at the end of a word, beyond the basic plane.
  'ÀÉÎ ÑÇ', 'ß ẞ ſ', 'İstanbul Iğdır ı', 'ΣΑΣ ΟΔΟΣ ς', 'ǅ ǈ Ǆ ᾈ ᾼ Ω', 'Ⅷ Ⓐ ⅻ', '\u{10400}\u{10428} \u{1e900}\u{1e922}', 'ЁЖ ПРИВЕТ мир', 'ᏣᎳᎩ Ꭰ ꭰ', 'ႠႡ ᲐᲑ აბ',
  // Letters, digits and signs of everywhere.
  '日本語 テスト ー々', '中文字符，标点。', 'Привет мир', 'שלום עולם', 'السَّلَام ١٢٣ ۴۵', 'हिन्दी नमस्ते १२', 'ไทย ภาษา', 'தமிழ் ௧', 'মা ্', '½ ² Ⅷ ٣ 〇 ㊿ 𝟙𝟚 𐄡', '𝓗ello 𝔴𝔬𝔯𝔩𝔡 𠀀𠀁x', 'Ａｂｃ１２',
  '👍🏽 👨‍👩‍👧 🏳️‍🌈', '🇩🇪🇫🇷 #️⃣ 1️⃣ ❤️', 'cat🐈cat 🐈‍⬛the', '\u{1fae0}\u{1f6dc} \u{e0062}', 'the—cat – the… • ™ © ° € £ ¥ ₿', 'x²+y³≠z → ∞ ∑ √', 'a\u00a0b\u2003c\u3000d\u1680e\u2028f\u0085g\u180eh\u001ci', 'a\r\nb\vc\fd',
  // Special tokens that someone typed.
  'cat <|endoftext|> red', '<|startoftext|>the', '<|endoftext|><|endoftext|>', '<|ENDOFTEXT|> the', '<|endoftext the', 'the!cat! !! red',
]

function load(folder, pad) {
  const vocab = JSON.parse(fs.readFileSync(path.join(here, folder, 'vocab.json'), 'utf8'))
  const merges = fs.readFileSync(path.join(here, folder, 'merges.txt'), 'utf8').trim().split('\n').slice(1)
  const special = [...new Set([START, END, pad])].map(content => ({ id: vocab[content], content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }))
  return Tokenizer.fromString(JSON.stringify({
    version: '1.0', truncation: null, padding: null, added_tokens: special,
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' }, { type: 'Lowercase' }] },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [
      { type: 'Split', pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" }, behavior: 'Removed', invert: true },
      { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }] },
    post_processor: null, decoder: null,
    model: { type: 'BPE', dropout: null, unk_token: END, continuing_subword_prefix: '', end_of_word_suffix: '</w>', fuse_unk: false, byte_fallback: false, vocab, merges },
  }))
}

async function encode(folder, pad) {
  const tokenizer = load(folder, pad)
  const encoded = []
  for (const text of TEXTS) encoded.push({ folder, text, ids: (await tokenizer.encode(text, null, { addSpecialTokens: false })).getIds() })
  return encoded
}

const golden = [...await encode('current/tokenizer', END), ...await encode('xl/tokenizer_2', '!')]
const ascii = text => text.replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
fs.writeFileSync(path.join(here, 'tokenizer-golden.json'), '[\n' + golden.map(g => ascii(JSON.stringify(g))).join(',\n') + '\n]\n')
