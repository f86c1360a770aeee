using System.Security.Cryptography;
using System.Text;

namespace Negotiations.Server.Monitoring;

/// <summary>Distinguishes one request from another: method, path, query, If-Match and body.</summary>
internal static class IdempotencyHash
{
    public static byte[] Of(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n")
        );
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
