using System.Collections.Frozen;
using System.Globalization;

namespace Flash.Bots.Commands;

/// <summary>Greetings, thanks, calls for help and what else is said to a bot as to a person, as whole messages, in the
/// languages that Flash speaks: "ok cool thanks!" is made of three.</summary>
internal static class SmallTalk
{
    private static readonly FrozenSet<string> Hello = Words(
        "hi|hello|hey|hi there|hello there|hey there|hi bot|hello bot|hey bot|hi flash|hello flash|hey flash|yo|good morning|good evening|good day|how are you|whats up|hows it going|how is it going|how are things|"
            + "hallo|guten tag|guten morgen|guten abend|moin|servus|grüß gott|bonjour|salut|coucou|bonsoir|hola|buenos días|buenas tardes|buenas noches|"
            + "привет|здравствуй|здравствуйте|добрый день|добрый вечер|доброе утро|привіт|добрий день|olá|oi|bom dia|ciao|你好|您好|こんにちは|안녕하세요|مرحبا|السلام عليكم|salam|namaste|good night|gute nacht|bonne nuit|спокойной ночи|greetings|howdy|sup|wie gehts|wie geht es dir|ça va|comment ça va|qué tal|cómo estás|как дела|hi all|hello everyone"
    );

    private static readonly FrozenSet<string> Thanks = Words(
        "thanks|thank you|thank you very much|thank you so much|thanks a lot|many thanks|thx|ty|tysm|cheers|great thanks|ok thanks|cool thanks|"
            + "danke|danke schön|vielen dank|dankeschön|super danke|merci|merci beaucoup|спс|пасиб|gracias|muchas gracias|спасибо|большое спасибо|спасибо большое|благодарю|дякую|obrigado|obrigada|grazie|谢谢|謝謝|ありがとう|شكرا"
    );

    private static readonly FrozenSet<string> Help = Words(
        "help|help me|help please|please help|what can you do|how does this work|how do you work|how to use this|commands|menu|info|"
            + "hilfe|hilf mir|was kannst du|aide|aidez moi|à laide|ayuda|ayúdame|помощь|помоги|помогите|что ты умеешь|справка|допомога|ajuda|帮助|مساعدة"
    );

    private static readonly FrozenSet<string> Who = Words(
        "who are you|what are you|who r u|whats your name|what is your name|are you a bot|are you human|are you real|are you an ai|who made you|"
            + "wer bist du|was bist du|wie heißt du|bist du ein bot|qui estu|qui es tu|tu es qui|qui êtesvous|qui êtes vous|comment tappellestu|quién eres|qué eres|cómo te llamas|eres un bot|"
            + "кто ты|ты кто|кто вы|как тебя зовут|ты бот|хто ти|quem é você|chi sei|你是谁|من أنت"
    );

    private static readonly FrozenSet<string> Chat = Words(
        "ok|okay|k|kk|nice|great|cool|wow|perfect|awesome|lol|lmao|rofl|haha|hahaha|hahahaha|hehe|xd|yes|yeah|yep|yup|no|nope|sure|alright|all right|fine|good|very good|so good|amazing|beautiful|"
            + "wonderful|lovely|love it|i love it|i like it|like it|good job|good bot|well done|great job|nice job|nice one|not bad|omg|bye|goodbye|see you|see ya|cya|later|got it|i see|test|testing|hm|hmm|hmmm|oh|ah|"
            + "super|toll|klasse|prima|gut|sehr gut|schön|sehr schön|wunderbar|ja|nein|nee|genau|gefällt mir|ich liebe es|tschüss|tschüs|bis dann|bis bald|alles klar|geil|krass|na gut|"
            + "bien|très bien|de rien|pas de quoi|parfait|génial|daccord|ouais|oui|non|jadore|jaime|au revoir|à bientôt|mdr|ptdr|trop bien|bravo|"
            + "bueno|muy bonito|bonito|de nada|muy bien|perfecto|genial|vale|sí|si|me gusta|me encanta|adiós|hasta luego|jaja|jajaja|jajajaja|qué bien|"
            + "хорошо|ладно|не за что|отлично|круто|класс|супер|ок|окей|да|нет|понятно|ясно|нравится|мне нравится|красиво|пока|до свидания|ахах|ахаха|хаха|лол|ого|ух ты|здорово|молодец|добре|так|бувай"
    );

    // What may stand between them.
    private static readonly FrozenSet<string> Beside = Words(
        "flash|bot|there|my|all|everyone|man|bro|dude|buddy|mate|friend|so|very|really|much|a lot|again|and|then|that|thats|this|is|its|looks|for|me|you|dear|dir|euch|ihnen|vielmals|à toi|a ti|тебе|вам|sehr|echt|wirklich|das|ist|und|der|bot|très|vraiment|cest|et|mon ami|muy|eso|está|es|y|amigo|очень|это|так|и|друг|бот"
    );

    // Phrases of up to this many words.
    private const int MostWords = 4;

    /// <summary>What the whole text says, whatever its case and punctuation; null for a prompt.</summary>
    public static Command? Read(string text)
    {
        // Longer than any of them.
        if (text.Length > 60)
        {
            return null;
        }

        var words = string.Concat(
            Glyphs
                .Unadorned(text)
                .Where(c =>
                    char.IsLetter(c)
                    || char.IsWhiteSpace(c)
                    || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
                )
        );
        var plain = PlainText.Clean(words).ToLowerInvariant();
        return plain switch
        {
            "" => null,
            "start" => new Command.Start(),
            _ when Help.Contains(plain) => new Command.Help(),
            _ when KindOf(plain) is { } kind => new Command.SmallTalk(kind),
            _ => null,
        };
    }

    // Null where a word is left over; what asks for most decides.
    private static TalkKind? KindOf(string plain)
    {
        if (Who.Contains(plain))
        {
            return TalkKind.Who;
        }

        var words = plain.Split(' ');
        var (at, kind) = (0, (TalkKind?)null);
        while (at < words.Length)
        {
            var (length, found) = Next(words, at);
            if (length == 0)
            {
                return null;
            }

            kind = (kind, found) switch
            {
                (TalkKind.Who, _) or (_, TalkKind.Who) => TalkKind.Who,
                (TalkKind.Thanks, _) or (_, TalkKind.Thanks) => TalkKind.Thanks,
                (TalkKind.Hello, _) or (_, TalkKind.Hello) => TalkKind.Hello,
                _ => found ?? kind,
            };
            at += length;
        }

        return kind;
    }

    private static (int Length, TalkKind? Kind) Next(string[] words, int at)
    {
        for (var length = Math.Min(MostWords, words.Length - at); length > 0; length--)
        {
            var phrase = string.Join(' ', words, at, length);
            TalkKind? kind =
                Who.Contains(phrase) ? TalkKind.Who
                : Thanks.Contains(phrase) ? TalkKind.Thanks
                : Hello.Contains(phrase) ? TalkKind.Hello
                : Chat.Contains(phrase) ? TalkKind.Chat
                : null;
            if (kind is not null || Beside.Contains(phrase))
            {
                return (length, kind);
            }
        }

        return (0, null);
    }

    private static FrozenSet<string> Words(string list) =>
        list.Split('|').Where(word => word is not "").ToFrozenSet(StringComparer.Ordinal);
}
