namespace Flash.Inference.Models;

/// <summary>Protocol buffers' wire format: a number and a kind, then the content.</summary>
internal ref struct ProtoFields(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next field; what is cut off at the end counts as far as it goes. Numbers have no content.</summary>
    public bool Next(out int field, out ReadOnlySpan<byte> content)
    {
        field = 0;
        content = default;
        if (!Number(out var tag))
        {
            return false;
        }

        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                return Number(out _);
            case 1:
                return Skip(8);
            case 5:
                return Skip(4);
            case 2 when Number(out var length):
                var here = (int)Math.Min(length, (ulong)_rest.Length);
                content = _rest[..here];
                _rest = _rest[here..];
                return true;
            default:
                return false;
        }
    }

    private bool Skip(int count)
    {
        var enough = _rest.Length >= count;
        _rest = enough ? _rest[count..] : default;
        return enough;
    }

    private bool Number(out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(10, _rest.Length); i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
