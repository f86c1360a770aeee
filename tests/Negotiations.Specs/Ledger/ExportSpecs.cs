using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>An export proves what it says: nothing of it can be changed, and what was is named.</summary>
public class ExportSpecs
{
    private const int Tiles = 2;

    // .ci/mutations sets 5,000.
    private static readonly int s_mutations = int.Parse(
        Environment.GetEnvironmentVariable("NEGOTIATIONS_MUTATIONS") ?? "300",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public void An_export_as_it_was_written_holds_by_each_key_of_its_log_and_by_what_it_says_itself()
    {
        Assert.Null(ExportExample.WhyNot(ExportExample.File));
        Assert.Null(ExportExample.WhyNot(ExportExample.File, Ledgers.Log.VerifierKey));
        Assert.Null(ExportExample.WhyNot(ExportExample.File, ExportExample.FirstKey));
    }

    [Fact]
    public void A_key_that_did_not_sign_it_is_unknown_and_no_forgery()
    {
        var fault = ExportExample.WhyNot(ExportExample.File, Ledgers.Stranger.VerifierKey);
        Assert.Equal(ExportFaultKind.UnknownKey, fault?.Kind);
    }

    [Fact]
    public void A_line_reads_back_as_it_was_written()
    {
        foreach (var line in ExportExample.Lines)
        {
            Assert.True(ExportLine.TryRead(line.ToLine(), out var read, out var reason), reason);
            Assert.Equal(line.ToLine(), read.ToLine());
        }
    }

    [Fact]
    public void Any_change_of_one_byte_is_refused()
    {
        for (var i = 0; i < s_mutations; i++)
        {
            byte[] changed = [.. ExportExample.File];
            var at = (int)((long)i * 7919 * 104_729 % changed.Length);
            changed[at] = (byte)(changed[at] ^ (1 << (i % 8)));
            var fault = ExportExample.WhyNot(changed);
            Assert.True(fault is not null, $"Byte {at} was changed and no one saw it.");
        }
    }

    // With an end that fits: not the checksum finds it, but what the log signed.
    [Fact]
    public void Any_other_value_of_a_member_is_refused_and_named_though_the_checksum_was_made_again()
    {
        var lines = ExportExample.Split(ExportExample.File)[..^1];
        for (var i = 0; i < s_mutations; i++)
        {
            var number = 1 + Tiles + (int)((long)i * 7919 % ExportExample.Events);
            var changed = JsonNode.Parse(lines[number])!.AsObject();
            var (member, node) = Leaves(changed, "").ElementAt(i % Leaves(changed, "").Count());
            if (IsUnbound(changed, member))
                continue;

            Change(node);
            List<byte[]> forged = [.. lines];
            forged[number] = Utf8(changed);
            var fault = ExportExample.WhyNot(ExportExample.Ended(forged));
            Assert.True(fault is not null, $"{member} of line {number + 1} was changed and no one saw it.");
            Assert.True(fault.Line == number + 1, $"{member} of line {number + 1}: {fault.Text}");
        }
    }

    [Theory]
    [InlineData("/data/killed/low", "/killed/low")]
    [InlineData("/data/note", "/note")]
    [InlineData("/data/weapons/1", "/weapons")]
    [InlineData("/recordedBy", "author")]
    [InlineData("/recordedAt", "recordedAt")]
    [InlineData("/sequence", "sequence")]
    [InlineData("/import", "import")]
    [InlineData("/type", "type")]
    [InlineData("/negotiation", "negotiation")]
    [InlineData("/proof/prints", "proof")]
    public void The_member_that_was_changed_is_named(string path, string member)
    {
        var (lines, number) = (ExportExample.Split(ExportExample.File)[..^1], 1 + Tiles + 20);
        var changed = JsonNode.Parse(lines[number])!.AsObject();
        Change(Leaves(changed, "").Single(each => each.Name == path).Node);
        lines[number] = Utf8(changed);
        var fault = ExportExample.WhyNot(ExportExample.Ended(lines));
        Assert.Equal(
            (ExportFaultKind.Altered, number + 1L, "border", 21L, member),
            (fault?.Kind, fault?.Line, fault?.Stream, fault?.Version, fault?.Member)
        );
    }

    // Who writes the line again, with another key and its prints, still has no hash in the tree.
    [Fact]
    public void A_line_that_is_whole_in_itself_is_refused_at_its_place()
    {
        var (lines, number) = (ExportExample.Split(ExportExample.File)[..^1], 1 + Tiles + 20);
        var forged = ExportExample.Lines[20] with
        {
            RecordedBy = "forger",
            Openings = MemberOpenings.Of(new EventKey(new byte[32])),
        };
        lines[number] = forged.ToLine();
        var fault = ExportExample.WhyNot(ExportExample.Ended(lines));
        Assert.Equal((ExportFaultKind.Altered, number + 1L, 21L), (fault?.Kind, fault?.Line, fault?.Version));
    }

    [Fact]
    public void Hashes_that_fit_the_forged_event_do_not_fit_the_signed_root()
    {
        var forged = ExportExample.Lines[20] with { RecordedBy = "forger" };
        List<ExportLine> all = [.. ExportExample.Lines];
        all[20] = forged;
        Digest[] hashes = [.. ExportExample.Hashes];
        hashes[20] = forged.ToLeaf(20, forged.Members())!.Hash();
        var file = ExportExample.FileOf(ExportExample.Header, hashes, all.Select(line => line.ToLine()));
        var fault = ExportExample.WhyNot(file);
        Assert.Equal(ExportFaultKind.Altered, fault?.Kind);
        Assert.Contains("root", fault!.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a line is missing", "missing")]
    [InlineData("lines change places", "should stand here")]
    [InlineData("a line stands twice", "should stand here")]
    [InlineData("another member", "no member")]
    [InlineData("a member twice", "read")]
    [InlineData("finer than a microsecond", "decimals")]
    [InlineData("a word under the mark", "no mark")]
    [InlineData("an erasure by another", "not the one")]
    [InlineData("the act is of another event", "not what the log signed")]
    [InlineData("after the end", "more after its end")]
    [InlineData("the checkpoint is another's", "None of the trusted keys")]
    public void What_was_done_to_the_lines_is_said(string what, string said)
    {
        var lines = ExportExample.Split(ExportExample.File)[..^1];
        var (at, erased) = (1 + Tiles + 20, 1 + Tiles + ExportExample.ErasedAt);
        switch (what)
        {
            case "a line is missing":
                lines.RemoveAt(at);
                break;
            case "lines change places":
                (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);
                break;
            case "a line stands twice":
                lines.Insert(at, lines[at]);
                break;
            case "another member":
                Replace(at, "{\"negotiation\"", "{\"more\":1,\"negotiation\"");
                break;
            case "a member twice":
                Replace(at, "{\"negotiation\"", "{\"negotiation\":\"other\",\"negotiation\"");
                break;
            case "finer than a microsecond":
                Replace(at, "000020Z", "0000205Z");
                break;
            case "a word under the mark":
                Replace(erased, "[erased]", "[erased] by X");
                break;
            case "an erasure by another":
                Replace(erased, "\"by\":\"monitor-2\"", "\"by\":\"monitor-1\"");
                break;
            case "the act is of another event":
                Replace(erased + 1, "\"/note\"", "\"/weapons\"");
                break;
            case "after the end":
                break;
            default:
                lines[0] = (
                    ExportExample.Header with
                    {
                        Checkpoint = Ledgers
                            .Head([.. ExportExample.Hashes], ExportExample.Events)
                            .Sign(Ledgers.Stranger),
                    }
                ).ToLine();
                break;
        }

        byte[] file = [.. ExportExample.Ended(lines), .. what == "after the end" ? "\n"u8 : ""u8];
        var fault = ExportExample.WhyNot(file);
        Assert.Equal(ExportFaultKind.Altered, fault?.Kind);
        Assert.Contains(said, fault!.Text, StringComparison.Ordinal);

        void Replace(int line, string before, string after)
        {
            var text = Encoding.UTF8.GetString(lines[line]);
            Assert.Contains(before, text, StringComparison.Ordinal);
            lines[line] = Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_file_that_was_cut_says_how_much_of_it_is_there()
    {
        var lines = ExportExample.Split(ExportExample.File);
        byte[] atALine = [.. lines[..(1 + Tiles + 120)].SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        var cut = ExportExample.WhyNot(atALine);
        Assert.Equal(ExportFaultKind.Cut, cut?.Kind);
        Assert.Contains("120 of 300 events", cut!.Text, StringComparison.Ordinal);
        Assert.Contains("119 of 300", ExportExample.WhyNot(atALine[..^20])!.Text, StringComparison.Ordinal);

        lines.RemoveRange(1 + Tiles + 120, 180);
        byte[] inTheMiddle = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
        Assert.Contains("120 of 300 events", ExportExample.WhyNot(inTheMiddle)!.Text, StringComparison.Ordinal);
        Assert.Equal(ExportFaultKind.Unproven, ExportExample.WhyNot([])!.Kind);
        Assert.Equal(ExportFaultKind.Unproven, ExportExample.WhyNot("{\"eventId\":1}\n"u8.ToArray())!.Kind);
    }

    // The leaf of version 1 binds neither, and what is left of an erased event is named by its act alone.
    private static bool IsUnbound(JsonObject line, string member) =>
        line["proof"]!["dataHash"] is not null && member is "/sequence" or "/import"
        || (line["erased"] is not null && member.StartsWith("/erased", StringComparison.Ordinal));

    private static IEnumerable<(string Name, JsonNode Node)> Leaves(JsonNode node, string name) =>
        node switch
        {
            JsonObject members => members.SelectMany(each => Leaves(each.Value!, $"{name}/{each.Key}")),
            JsonArray items => items.SelectMany((each, place) => Leaves(each!, $"{name}/{place}")),
            _ => [(name, node)],
        };

    private static void Change(JsonNode node)
    {
        if (node.GetValueKind() is JsonValueKind.Number)
        {
            node.ReplaceWith(node.GetValue<decimal>() + 1);
            return;
        }

        // A figure or a letter in the middle becomes another.
        var text = node.GetValue<string>().ToCharArray();
        var at = text.Length / 2;
        while (!char.IsAsciiLetterOrDigit(text[at]))
            at = (at + 1) % text.Length;

        text[at] =
            text[at] is '1' ? '2'
            : char.IsAsciiDigit(text[at]) ? '1'
            : text[at] is 'b' ? 'c'
            : 'b';
        node.ReplaceWith(new string(text));
    }

    private static byte[] Utf8(JsonObject line) =>
        Encoding.UTF8.GetBytes(
            line.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        );
}
