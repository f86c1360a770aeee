using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>Version 2 of the leaf: each member can be shown, withheld or erased, and the rest stays proven.</summary>
public class LeafMembersSpecs
{
    // .ci/mutations sets 5,000.
    private static readonly int s_mutations = int.Parse(
        Environment.GetEnvironmentVariable("NEGOTIATIONS_MUTATIONS") ?? "300",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public void Data_are_taken_apart_down_to_what_is_no_object()
    {
        Assert.True(
            LeafMember.TryTakeApart(
                Encoding.UTF8.GetBytes(
                    """{"b":[[1],2],"a":{"x~/y":{"z":1.50},"e":{}},"c":["q","p"],"d":[],"f":[{"g":null}],"":true}"""
                ),
                out var members,
                out _
            )
        );
        Assert.Equal(
            ["/ true", "/a/e {}", "/a/x~0~1y/z 1.5", "/b/0 [1]", "/b/1 2", "/c [\"q\",\"p\"]", "/d []", "/f/0/g null"],
            members.Select(each => $"{each.Name} {Encoding.UTF8.GetString(each.Value.Span)}")
        );
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":9007199254740993}")]
    [InlineData("{")]
    public void What_has_no_one_form_is_not_taken_apart(string data) =>
        Assert.False(LeafMember.TryTakeApart(Encoding.UTF8.GetBytes(data), out _, out _));

    [Fact]
    public void A_salt_is_an_HMAC_of_the_name_by_the_data_key_or_the_event_key()
    {
        var dataKey = HMACSHA256.HashData(MembersExample.KeyBytes, "data/v2"u8);
        Assert.Equal(HMACSHA256.HashData(dataKey, "salt/v2 /killed/low"u8), MembersExample.Key.SaltOf("/killed/low"));
        Assert.Equal(
            HMACSHA256.HashData(MembersExample.KeyBytes, "salt/v2 author"u8),
            MembersExample.Key.SaltOf("author")
        );
        Assert.Throws<ArgumentException>(() => new EventKey(new byte[31]));
    }

    [Fact]
    public void A_member_is_hashed_as_a_canonical_array_of_salt_name_and_value()
    {
        var open = MembersExample.Whole.Shown.Single(each => each.Member.Name == "/note");
        var salt = Convert.ToBase64String(MembersExample.Key.SaltOf("/note"));
        var json = $"[\"{salt}\",\"/note\",\"Нет данных / no data\"]";
        Assert.Equal(new Digest(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(json)])), open.Hash());
    }

    [Fact]
    public void Beside_the_data_stand_author_exact_time_sequence_and_import() =>
        Assert.Equal(
            [
                "author \"monitor-7\"",
                "recordedAt \"2022-09-20T07:41:12.000042Z\"",
                "sequence 57",
                "import \"01833abc-00ff-7000-8000-0000000000ff\"",
            ],
            MembersExample
                .Members.All.Where(each => !LeafMember.IsOfData(each.Name))
                .Select(each => $"{each.Name} {Encoding.UTF8.GetString(each.Value.Span)}")
        );

    [Fact]
    public void The_root_is_the_tree_of_the_hashes_in_the_order_of_their_bytes()
    {
        Digest[] hashes = [.. MembersExample.Whole.Shown.Select(each => each.Hash())];
        Digest[] ordered = [.. hashes.OrderBy(hash => hash.ToHex(), StringComparer.Ordinal)];
        Assert.Equal(Trees.Root(ordered, ordered.Length), MembersExample.Leaf.Commitment);
        Assert.Equal(MembersExample.Leaf.Commitment, MemberRoot.Of(hashes.Reverse()));
    }

    [Fact]
    public void A_leaf_of_version_2_is_its_own_canonical_form_and_reads_back_as_itself()
    {
        var bytes = MembersExample.Leaf.ToBytes();
        Assert.Equal(bytes, CanonicalJson.Of(bytes, InexactNumbers.Refuse));
        Assert.True(Leaf.TryParse(bytes, out var leaf, out _));
        Assert.Equal(MembersExample.Leaf, leaf);
        Assert.Equal(LeafForm.Members, leaf.Form);
        Assert.StartsWith("{\"author\":\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains(
            "\"recordedAt\":\"2022-09-20T07:41Z\"",
            Encoding.UTF8.GetString(bytes),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("\"v\":2", "\"v\":1")]
    [InlineData("\"v\":2", "\"v\":3")]
    [InlineData("\"v\":2", "\"v\":2.0")]
    [InlineData("\"v\":2", "\"v\":\"2\"")]
    [InlineData("\"v\":2,", "")]
    [InlineData("T07:41Z", "T07:41:00Z")]
    [InlineData("T07:41Z", "T07:41:12.000042Z")]
    [InlineData("T07:41Z", "T7:41Z")]
    [InlineData("\"author\":\"", "\"author\":\"0")]
    [InlineData("\"root\":\"", "\"root\":\"A")]
    [InlineData("\"root\"", "\"dataHash\"")]
    [InlineData("{\"author\"", " {\"author\"")]
    public void A_leaf_of_version_2_in_any_other_spelling_is_refused(string golden, string other)
    {
        var text = Encoding.UTF8.GetString(MembersExample.Leaf.ToBytes());
        Assert.Contains(golden, text, StringComparison.Ordinal);
        Assert.False(
            Leaf.TryParse(Encoding.UTF8.GetBytes(text.Replace(golden, other, StringComparison.Ordinal)), out _, out _)
        );
    }

    [Fact]
    public void A_minute_stands_for_any_instant_in_it()
    {
        Assert.Equal(new DateTimeOffset(2022, 9, 20, 7, 41, 0, TimeSpan.Zero), MembersExample.Leaf.RecordedAt);
        Assert.True(MembersExample.RecordedAt <= MembersExample.Leaf.LatestRecordedAt);
        Assert.Equal(WorkedExample.Leaves[0].RecordedAt, WorkedExample.Leaves[0].LatestRecordedAt);
    }

    [Fact]
    public void Published_members_are_checked_in_whatever_spelling_they_are_published()
    {
        Assert.IsType<MembersMatch>(MembersExample.Whole.Check(MembersExample.Leaf));
        var respelled = MembersExample.Of(MembersExample.Data.Replace("16.0", "16", StringComparison.Ordinal));
        Assert.True(respelled.Open(MembersExample.Key).Check(MembersExample.Leaf).Holds);

        var changed = MembersExample.Of(MembersExample.Data.Replace("16.0", "17", StringComparison.Ordinal));
        Assert.IsType<MembersMismatch>(changed.Open(MembersExample.Key).Check(MembersExample.Leaf));
        Assert.IsType<MembersMismatch>(
            MembersExample.Members.Open(new EventKey(new byte[32])).Check(MembersExample.Leaf)
        );
        Assert.IsType<Unreadable>(MembersExample.Whole.Check(WorkedExample.Leaves[0]));
        Assert.IsType<Unreadable>(MembersExample.Leaf.CheckData(MembersExample.KeyBytes, "{}"u8.ToArray()));
    }

    [Fact]
    public void What_the_leaf_says_in_the_open_is_what_its_members_say()
    {
        var leaf = MembersExample.Leaf;
        Leaf With(Digest? author = null, string? type = null, int minutes = 0) =>
            Leaf.OfMembers(
                leaf.Index,
                leaf.Stream,
                leaf.Version,
                type ?? leaf.Type,
                leaf.EventId,
                author ?? MembersExample.Whole.Shown.Single(each => each.Member.Name == "author").Hash(),
                leaf.RecordedAt.AddMinutes(minutes),
                leaf.Commitment
            );

        Assert.True(MembersExample.Whole.Check(With()).Holds);
        Assert.Equal("recordedAt", Contradicting(With(minutes: 1)));
        Assert.Equal("/type", Contradicting(With(type: "clash-reported")));
        Assert.Equal("author", Contradicting(With(author: default(Digest))));
        Assert.NotNull(Contradicting(With(author: MembersExample.Whole.Shown[0].Hash())));

        static string Contradicting(Leaf leaf) =>
            Assert.IsType<MemberContradicts>(MembersExample.Whole.Check(leaf)).Member;
    }

    [Fact]
    public void A_proof_shows_the_members_asked_for_and_nothing_of_the_others()
    {
        Assert.Null(MembersExample.WhyNot(MembersExample.Proof.ToBytes()));
        Assert.Equal(
            ["/killed/low", "/killed/qualifier", "/killed/text", "/killed/unit", "/sources/0/title"],
            MembersExample.Shown.Shown.Select(each => each.Member.Name).Order(StringComparer.Ordinal)
        );
        var text = Encoding.UTF8.GetString(MembersExample.Proof.Extra!.Value.Span);
        foreach (
            var hidden in MembersExample.Members.All.Where(each =>
                !text.Contains($"\"{each.Name}\"", StringComparison.Ordinal)
            )
        )
            Assert.DoesNotContain(
                Convert.ToBase64String(MembersExample.Key.SaltOf(hidden.Name)),
                text,
                StringComparison.Ordinal
            );

        Assert.DoesNotContain("monitor-7", text, StringComparison.Ordinal);
        Assert.DoesNotContain("07:41:12", text, StringComparison.Ordinal);
        Assert.DoesNotContain("publisher", text, StringComparison.Ordinal);
        Assert.Equal(MembersExample.Members.All.Count - 5, MembersExample.Shown.Withheld.Count);
    }

    [Fact]
    public void A_name_that_no_member_has_is_named()
    {
        RecordedMembers.Show(MembersExample.Whole, ["killed", "injured"], out var unknown);
        Assert.Equal("injured", unknown);
    }

    [Fact]
    public void Forged_proofs_of_every_kind_are_refused() =>
        Assert.All(MembersExample.Forged(), forged =>
            Assert.True(MembersExample.WhyNot(forged.Proof.ToBytes()) is not null, forged.Change)
        );

    [Fact]
    public void Every_change_of_one_byte_of_a_proof_is_refused()
    {
        var file = MembersExample.Proof.ToBytes();
        var random = new Random(20221);
        for (var n = 0; n < s_mutations; n++)
        {
            var changed = file.ToArray();
            var place = random.Next(changed.Length);
            var before = changed[place];
            do changed[place] = (n % 2) == 0 ? (byte)random.Next(256) : (byte)(before ^ (1 << random.Next(8)));
            while (changed[place] == before);

            Assert.True(
                MembersExample.WhyNot(changed) is not null,
                $"Byte {place}, {before:x2}, may be {changed[place]:x2}."
            );
        }
    }

    [Fact]
    public void After_an_erasure_what_is_left_stays_bound_and_what_is_gone_is_named()
    {
        string[] gone = ["/killed/text", "/note", "/sources/0/publisher", "/sources/0/title"];
        var withheld = MembersExample
            .Whole.Shown.Where(each => gone.Contains(each.Member.Name))
            .Select(each => each.Hash())
            .ToList();
        byte[]? SaltOf(string name) => gone.Contains(name) ? null : MembersExample.Key.SaltOf(name);

        var left = MembersExample.Of(
            MembersExample
                .Data.Replace("16 people", "[erased]", StringComparison.Ordinal)
                .Replace("Нет данных / no data", "[erased]", StringComparison.Ordinal)
                .Replace("S/2022/731", "[erased]", StringComparison.Ordinal)
                .Replace("United Nations", "[erased 1.1]", StringComparison.Ordinal)
        );
        Assert.True(left.Open(SaltOf, withheld).Check(MembersExample.Leaf).Holds);
        Assert.Equal(gone, left.Unbound(SaltOf));

        var figure = MembersExample.Of(MembersExample.Data.Replace("16.0", "3", StringComparison.Ordinal));
        Assert.False(figure.Open(SaltOf, withheld).Check(MembersExample.Leaf).Holds);
        var dated = MembersExample.Of(
            MembersExample.Data.Replace("2022-09-20", "2021-09-20", StringComparison.Ordinal)
        );
        Assert.False(dated.Open(SaltOf, withheld).Check(MembersExample.Leaf).Holds);
        Assert.False(left.Open(SaltOf, withheld[1..]).Check(MembersExample.Leaf).Holds);
    }

    [Fact]
    public void A_log_holds_entries_of_both_versions()
    {
        foreach (var (index, leaf) in WorkedExample.Leaves.Append(MembersExample.Leaf).Index())
        {
            var proof = new TlogProof(
                index,
                Proofs.Inclusion(index, 4, Trees.Reader(MembersExample.Hashes)),
                MembersExample.Proof.Checkpoint
            )
            {
                Extra = leaf.ToBytes(),
            };
            Assert.True(WholeProof.TryRead(proof, out var whole, out _));
            Assert.IsType<Included>(whole.Verify(Ledgers.Trust));
        }
    }

    [Fact]
    public void An_entry_that_names_another_place_is_refused()
    {
        var elsewhere = MembersExample.Leaf.At(2);
        Digest[] hashes = [.. WorkedExample.Hashes, elsewhere.Hash()];
        var proof = new TlogProof(
            3,
            Proofs.Inclusion(3, 4, Trees.Reader(hashes)),
            Ledgers.Head(hashes, 4).Sign(Ledgers.Log)
        )
        {
            Extra = elsewhere.ToBytes(),
        };
        Assert.IsType<WrongIndex>(MembersExample.WhyNot(proof.ToBytes()));
    }
}
