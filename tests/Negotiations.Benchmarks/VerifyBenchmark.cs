using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Benchmarks;

/// <summary>
/// What an auditor's machine does for 200,000 events (data hash, leaf, tree), against plain SHA-256 over the same
/// bytes.
/// </summary>
internal static class VerifyBenchmark
{
    private const int Events = 200_000;

    public static void Run()
    {
        var salt = new byte[Salted.SaltLength];
        var data = Enumerable
            .Range(0, Events)
            .Select(n =>
                Encoding.UTF8.GetBytes(
                    $$"""{"type":"clash-reported","eventId":"{{Id(n)}}","occurred":"2022-09-14","sources":"""
                        + $$"""[{"publisher":"Example Agency","url":"https://news.example/{{n}}","published":"""
                        + $$""" "2022-09-15"}],"clashId":"clash-{{n}}"}"""
                )
            )
            .ToArray();
        var entries = data.Select(
                (json, n) =>
                    new Leaf(
                        n,
                        "example-border",
                        n + 1,
                        "clash-reported",
                        Id(n),
                        "monitor",
                        DateTimeOffset.UnixEpoch.AddSeconds(n),
                        Salted.Hash(salt, CanonicalJson.Of(json))
                    ).ToBytes()
            )
            .ToArray();
        for (var round = 0; round < 3; round++)
        {
            var plain = Stopwatch.StartNew();
            for (var n = 0; n < Events; n++)
            {
                SHA256.HashData(data[n]);
                SHA256.HashData(entries[n]);
            }

            plain.Stop();
            var verify = Stopwatch.StartNew();
            var replay = new LogReplay();
            for (var n = 0; n < Events; n++)
            {
                if (!Leaf.TryParse(entries[n], out var leaf, out _) || !leaf.CheckData(salt, data[n]).Holds)
                    throw new InvalidOperationException($"Entry {n} does not verify.");

                replay.Append(entries[n]);
            }

            _ = replay.Root();
            verify.Stop();
            Console.WriteLine(
                $"verify {Events / verify.Elapsed.TotalSeconds:f0} events/s, plain SHA-256 "
                    + $"{Events / plain.Elapsed.TotalSeconds:f0}/s, ratio {plain.Elapsed / verify.Elapsed:f3}"
            );
        }
    }

    private static Guid Id(int n) => new(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}
