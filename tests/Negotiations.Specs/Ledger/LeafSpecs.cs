using System.Globalization;
using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>What the ledger says of one recorded event, and what an erasure leaves of it.</summary>
public class LeafSpecs
{
    private const string DataHash = "b24cd2e0c19d71f94b9de9d02d8bdd8f87c3fdc8f3ff4c3f9f2a4b7bb43a9a7f";

    private static readonly string s_golden = $$"""
        {"author":"monitor-7","dataHash":"{{DataHash}}",
        "eventId":"01839d3c-5a00-7000-8000-00000000002a","index":41,"recordedAt":"2022-09-18T09:30:00.000120Z",
        "stream":"kgz-tjk-border","type":"clash-reported","version":7}
        """.ReplaceLineEndings("");

    private static readonly Leaf s_clash = new(
        41,
        "kgz-tjk-border",
        7,
        "clash-reported",
        Guid.Parse("01839D3C-5A00-7000-8000-00000000002A"),
        "monitor-7",
        new DateTimeOffset(2022, 9, 18, 14, 30, 0, TimeSpan.FromHours(5)).AddMicroseconds(120),
        HashOf(DataHash)
    );

    [Fact]
    public void A_leaf_is_canonical_JSON_with_its_time_in_UTC_and_six_decimals() =>
        Assert.Equal(s_golden, Encoding.UTF8.GetString(s_clash.ToBytes()));

    [Theory]
    [InlineData("monitor \"7\"\n", "Бишкек–Душанбе")]
    [InlineData("\u0001\\/", "\ud83d\ude02\ufb33")]
    public void Whatever_its_texts_hold_a_leaf_is_its_own_canonical_form(string author, string stream)
    {
        var bytes = (s_clash with { Author = author, Stream = stream }).ToBytes();
        Assert.Equal(bytes, CanonicalJson.Of(bytes, InexactNumbers.Refuse));
    }

    [Fact]
    public void A_leaf_reads_back_as_itself()
    {
        Assert.True(Leaf.TryParse(s_clash.ToBytes(), out var leaf, out _));
        Assert.Equal(s_clash, leaf);
    }

    [Theory]
    [InlineData("{\"author\"", "{ \"author\"")]
    [InlineData("\"index\":41", "\"index\":41.0")]
    [InlineData("\"index\":41", "\"index\":-1")]
    [InlineData("\"index\":41", "\"index\":9007199254740992")]
    [InlineData("\"version\":7", "\"version\":0")]
    [InlineData(",\"version\":7", "")]
    [InlineData("\"version\":7", "\"version\":7,\"views\":1")]
    [InlineData("\"version\":7", "\"version\":7,\"version\":7")]
    [InlineData("01839d3c", "01839D3C")]
    [InlineData("b24cd2e0", "B24CD2E0")]
    [InlineData("b24cd2e0", "b24cd2e")]
    [InlineData("00.000120Z", "00.00012Z")]
    [InlineData("00.000120Z", "00.000120+00:00")]
    [InlineData("2022-09-18", "2022-09-31")]
    [InlineData("\"monitor-7\"", "null")]
    [InlineData("\"monitor-7\"", "\"monitor\\u002d7\"")]
    public void A_leaf_spelled_in_any_other_way_is_refused(string golden, string other)
    {
        var entry = Encoding.UTF8.GetBytes(s_golden.Replace(golden, other, StringComparison.Ordinal));
        Assert.False(Leaf.TryParse(entry, out _, out var failure));
        Assert.Equal("leaf", failure.What);
    }

    [Fact]
    public void A_recorded_time_finer_than_the_leaf_can_say_is_a_fault_of_the_caller() =>
        Assert.Throws<ArgumentException>(() =>
            new Leaf(0, "s", 1, "t", Guid.Empty, "a", new DateTimeOffset(1, TimeSpan.Zero), default)
        );

    [Fact]
    public void The_data_hash_is_SHA256_of_32_bytes_of_salt_and_then_the_canonical_data()
    {
        byte[] salt = [.. Enumerable.Range(0, Salted.SaltLength).Select(i => (byte)i)];
        var joined = new byte[salt.Length + 2];
        salt.CopyTo(joined, 0);
        "{}"u8.CopyTo(joined.AsSpan(salt.Length));

        Assert.Equal(new Digest(System.Security.Cryptography.SHA256.HashData(joined)), Salted.Hash(salt, "{}"u8));
        Assert.Throws<ArgumentException>(() => Salted.Hash(salt.AsSpan(1), "{}"u8));
    }

    [Fact]
    public void Published_data_are_checked_in_whatever_spelling_they_are_published()
    {
        byte[] salt = new byte[Salted.SaltLength];
        var leaf = s_clash with { Commitment = Salted.Hash(salt, """{"clashId":"batken-2022-09","low":24}"""u8) };

        Assert.IsType<DataMatches>(
            leaf.CheckData(salt, """{ "low": 24.0, "clashId": "batken-2022-09" }"""u8.ToArray())
        );
        Assert.Equal(
            leaf,
            Assert
                .IsType<DataMismatch>(leaf.CheckData(salt, """{"clashId":"batken-2022-09","low":25}"""u8.ToArray()))
                .Leaf
        );
        Assert.IsType<DataMismatch>(
            leaf.CheckData([.. salt.Skip(1), 1], """{"clashId":"batken-2022-09","low":24}"""u8.ToArray())
        );
        Assert.IsType<Unreadable>(leaf.CheckData(salt.AsSpan(1), "{}"u8.ToArray()));
        Assert.IsType<Unreadable>(leaf.CheckData(salt, "{"u8.ToArray()));
    }

    [Fact]
    public void A_failure_names_the_event_and_both_hashes()
    {
        var failure = new DataMismatch(s_clash, default);
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The data of kgz-tjk-border version 7 hash to {new string('0', 64)}; entry 41 commits to "
                    + $"{s_clash.Commitment.ToHex()}."
            ),
            failure.Explanation
        );
    }

    private static Digest HashOf(string hex) =>
        Digest.TryParseHex(hex, out var hash) ? hash : throw new FormatException(hex);
}
