using System.Net;
using Negotiations.Server.Tests.Postgres;

namespace Negotiations.Server.Tests.Security;

/// <summary>Who guesses keys uses up what its address may ask, so it has a server of its own.</summary>
public sealed class GuessedKeys(LimitedServer server) : IClassFixture<LimitedServer>
{
    [Fact]
    public async Task An_address_that_guesses_keys_is_stopped_before_its_guesses_are_looked_at()
    {
        // A minute may end meanwhile, and the next one counts from nought.
        HttpResponseMessage? last = null;
        for (
            var guess = 0;
            guess <= 2 * server.PerAddress && last?.StatusCode != HttpStatusCode.TooManyRequests;
            guess++
        )
        {
            using var guesser = server.Node.Client($"ngt_guess{guess}");
            last = await guesser.GetAsync(new Uri("/api/keys", UriKind.Relative), Scratch.Stop);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.Equal(
            $"\"address\";q={server.PerAddress};w=60",
            string.Join(", ", last.Headers.GetValues("RateLimit-Policy"))
        );
    }
}
