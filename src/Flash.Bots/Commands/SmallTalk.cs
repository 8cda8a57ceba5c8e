using System.Collections.Frozen;
using System.Globalization;

namespace Flash.Bots.Commands;

/// <summary>Greetings, thanks and calls for help as whole messages, in the languages that Flash speaks.</summary>
internal static class SmallTalk
{
    private static readonly FrozenSet<string> Hello = Words(
        "hi|hello|hey|hi there|hello there|hey there|hi bot|hello bot|hey bot|hi flash|hello flash|hey flash|yo|good morning|good evening|good day|how are you|whats up|"
            + "hallo|guten tag|guten morgen|guten abend|moin|servus|grüß gott|bonjour|salut|coucou|bonsoir|hola|buenos días|buenas tardes|buenas noches|"
            + "привет|здравствуй|здравствуйте|добрый день|добрый вечер|доброе утро|привіт|добрий день|olá|oi|bom dia|ciao|你好|您好|こんにちは|안녕하세요|مرحبا|السلام عليكم|salam|namaste"
    );

    private static readonly FrozenSet<string> Thanks = Words(
        "thanks|thank you|thank you very much|thank you so much|thanks a lot|many thanks|thx|ty|tysm|cheers|great thanks|ok thanks|cool thanks|nice|ok|okay|great|cool|wow|perfect|awesome|"
            + "danke|danke schön|vielen dank|dankeschön|super danke|merci|merci beaucoup|gracias|muchas gracias|спасибо|большое спасибо|спасибо большое|благодарю|дякую|obrigado|obrigada|grazie|谢谢|謝謝|ありがとう|شكرا"
    );

    private static readonly FrozenSet<string> Help = Words(
        "help|help me|help please|please help|what can you do|how does this work|how do you work|how to use this|commands|menu|info|"
            + "hilfe|hilf mir|was kannst du|aide|aidez moi|à laide|ayuda|ayúdame|помощь|помоги|помогите|что ты умеешь|справка|допомога|ajuda|帮助|مساعدة"
    );

    /// <summary>What the whole text says, whatever its case and punctuation; null for a prompt.</summary>
    public static Command? Read(string text)
    {
        // Longer than any of them.
        if (text.Length > 40)
        {
            return null;
        }

        var words = string.Concat(
            text.Where(c =>
                char.IsLetter(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
            )
        );
        var plain = PlainText.Clean(words).ToLowerInvariant();
        return plain switch
        {
            _ when Hello.Contains(plain) => new Command.SmallTalk(TalkKind.Hello),
            _ when Thanks.Contains(plain) => new Command.SmallTalk(TalkKind.Thanks),
            _ when Help.Contains(plain) => new Command.Help(),
            "start" => new Command.Start(),
            _ => null,
        };
    }

    private static FrozenSet<string> Words(string list) => list.Split('|').ToFrozenSet(StringComparer.Ordinal);
}
