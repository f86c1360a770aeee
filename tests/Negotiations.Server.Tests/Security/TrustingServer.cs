namespace Negotiations.Server.Tests.Security;

/// <summary>A server without the casebook that takes the tokens of an issuer of its own.</summary>
public class TrustingServer(TestDatabase databases) : TestServer(databases), IDisposable
{
    readonly string keys = Path.Combine(Path.GetTempPath(), $"negotiations-jwks-{Guid.NewGuid():N}.json");

    public LocalIssuer Issuer { get; } = new();

    protected virtual bool ClosesReading => false;

    protected override IReadOnlyDictionary<string, string?> Settings
    {
        get
        {
            File.WriteAllText(keys, Issuer.Keys());
            return new Dictionary<string, string?>
            {
                ["casebook"] = "false",
                ["reading:closed"] = ClosesReading ? "true" : "false",
                ["auth:jwt:keys"] = keys,
                ["auth:jwt:issuer"] = LocalIssuer.Name,
                ["auth:jwt:audience"] = LocalIssuer.Audience,
            };
        }
    }

    public void Dispose()
    {
        Issuer.Dispose();
        File.Delete(keys);
        GC.SuppressFinalize(this);
    }
}
