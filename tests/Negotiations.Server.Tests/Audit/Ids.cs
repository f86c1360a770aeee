using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Server.Tests.Audit;

/// <summary>The same event id for the same name, in every run.</summary>
internal static class Ids
{
    public static string Of(string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();
}
