using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Flash.Bots.Web.SignIn;

/// <summary>The keys of ASP.NET Core's data protection, which Razor components bring along. Flash protects nothing with
/// them (<see cref="MasterKeyProtection"/> does), so they need no file in someone's home folder.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            return [.. _keys];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
        {
            _keys.Add(element);
        }
    }
}
