namespace Flash.Bots.Privacy;

/// <summary>Another master key than this process's has wrapped the people's keys in this database.</summary>
public sealed class WrongMasterKeyException()
    : MasterKeyException(
        "Another master key has wrapped the people's keys in this database: set Flash:Personal:MasterKey to that one "
            + "in every process."
    );
