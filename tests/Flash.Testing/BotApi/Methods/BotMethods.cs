namespace Flash.Testing.BotApi;

/// <summary>The methods this server knows; the Bot API ignores their case.</summary>
internal static class BotMethods
{
    public static Dictionary<string, BotMethod> All() =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["getMe"] = ProfileMethods.GetMe,
            ["setMyCommands"] = ProfileMethods.SetMyCommands,
            ["setMyDescription"] = ProfileMethods.SetMyDescription,
            ["getUpdates"] = UpdateMethods.GetUpdates,
            ["setWebhook"] = UpdateMethods.SetWebhook,
            ["deleteWebhook"] = UpdateMethods.DeleteWebhook,
            ["getWebhookInfo"] = UpdateMethods.GetWebhookInfo,
            ["sendMessage"] = SendMethods.SendMessage,
            ["sendPhoto"] = (server, call, stop) =>
                SendMethods.SendFile(server, call, SentFileKind.Photo, "photo", stop),
            ["sendAnimation"] = (server, call, stop) =>
                SendMethods.SendFile(server, call, SentFileKind.Animation, "animation", stop),
            ["sendDocument"] = (server, call, stop) =>
                SendMethods.SendFile(server, call, SentFileKind.Document, "document", stop),
            ["sendMediaGroup"] = SendMethods.SendMediaGroup,
            ["sendChatAction"] = SendMethods.SendChatAction,
            ["setMessageReaction"] = SendMethods.SetMessageReaction,
            ["editMessageText"] = EditMethods.EditMessageText,
            ["editMessageCaption"] = EditMethods.EditMessageCaption,
            ["editMessageMedia"] = EditMethods.EditMessageMedia,
            ["editMessageReplyMarkup"] = EditMethods.EditMessageReplyMarkup,
            ["deleteMessage"] = EditMethods.DeleteMessage,
            ["answerCallbackQuery"] = ProfileMethods.AnswerCallbackQuery,
            ["answerInlineQuery"] = InlineMethods.AnswerInlineQuery,
            ["getChatMember"] = ProfileMethods.GetChatMember,
            ["getChat"] = ProfileMethods.GetChat,
            ["getFile"] = ProfileMethods.GetFile,
        };
}
