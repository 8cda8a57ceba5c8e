using System.Security.Cryptography;
using Flash.Bots.Privacy;
using Microsoft.AspNetCore.DataProtection;

namespace Flash.Bots.Web.SignIn;

/// <summary>
/// Protects what a browser carries to the identity provider and back with the master key, which every process has: a
/// sign-in that one web process began may end at another, and nothing has to be kept on a disk.
/// </summary>
internal sealed class MasterKeyProtection(MasterKey master, string purpose = "console") : IDataProtector
{
    public IDataProtector CreateProtector(string purpose1) => new MasterKeyProtection(master, $"{purpose}/{purpose1}");

    public byte[] Protect(byte[] plaintext) => master.Seal(plaintext, purpose);

    public byte[] Unprotect(byte[] protectedData) =>
        master.Open(protectedData, purpose)
        ?? throw new CryptographicException("It was sealed with another key or for another purpose, or changed since.");
}
