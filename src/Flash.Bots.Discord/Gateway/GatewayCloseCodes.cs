namespace Flash.Bots.Discord.Gateway;

/// <summary>What to do after a connection ended.</summary>
internal enum GatewayNext
{
    /// <summary>Connect to the resume address and continue the session.</summary>
    Resume,

    /// <summary>The session is over: connect to the first address and start a new one.</summary>
    Identify,

    /// <summary>Connecting again would only fail again: an operator has to change something.</summary>
    Stop,
}

/// <summary>Discord's table of gateway close codes.</summary>
internal static class GatewayCloseCodes
{
    /// <summary>What Flash closes with when it means to come back; 1000 and 1001 would end the session.</summary>
    public const int ComingBack = 4900;

    /// <summary>What the documentation says to do; codes it does not know are worth a try, like a connection that broke
    /// without one.</summary>
    public static GatewayNext Next(int? code) =>
        code switch
        {
            1000 or 1001 => GatewayNext.Identify,
            4003 or 4007 or 4009 => GatewayNext.Identify,
            4004 or 4010 or 4011 or 4012 or 4013 or 4014 => GatewayNext.Stop,
            _ => GatewayNext.Resume,
        };

    /// <summary>A sentence for the operator.</summary>
    public static string Explain(int? code) =>
        code switch
        {
            null => "the connection broke without a close code",
            4000 => "4000: unknown error on Discord's side",
            4001 => "4001: an unknown opcode was sent",
            4002 => "4002: a payload could not be decoded",
            4003 => "4003: a payload was sent before identifying",
            4004 => "4004: Flash:Discord:Token was refused; take a new one from the developer portal, page Bot",
            4005 => "4005: identified twice",
            4007 => "4007: the sequence to resume from was invalid",
            4008 => "4008: payloads were sent too quickly",
            4009 => "4009: the session timed out",
            4010 => "4010: the shard is invalid; leave Flash:Discord:Shards empty to use what Discord recommends",
            4011 =>
                "4011: the bot is in so many servers that it needs more shards; raise Flash:Discord:Shards or leave it "
                    + "empty",
            4012 => "4012: this gateway does not speak version 10",
            4013 => "4013: an intent is invalid",
            4014 =>
                "4014: an intent is not allowed for this application; Flash asks for direct messages only, which need "
                    + "no permission: look whether another program uses this token with more",
            _ => $"close code {code}",
        };
}
