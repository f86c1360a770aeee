using System.Text;
using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>What a log signs beside its checkpoints: promises and notices, each good for nothing else.</summary>
public sealed class LogStatementSpecs : IDisposable
{
    private static readonly DateTimeOffset By = new(2026, 11, 30, 1, 2, 3, TimeSpan.Zero);

    private readonly NoteSigner signer = new("negotiations.example/log", SignatureKind.Note, new byte[32]);

    public void Dispose() => signer.Dispose();

    private LogTrust Trust => LogTrust.In(signer.VerifierKey);

    [Fact]
    public void A_receipt_is_read_as_it_was_signed_and_by_no_other_key()
    {
        var receipt = new LogReceipt("negotiations.example/log", By, [new PromisedEntry(Guid.NewGuid(), Of(1))]);
        var signed = receipt.Sign(signer).ToBytes();
        Assert.True(LogReceipt.TryOpen(signed, Trust, out var read, out _));
        Assert.Equal((receipt.Text, By), (read.Text, read.By));

        using var other = new NoteSigner("negotiations.example/log", SignatureKind.Note, [.. new byte[31], 1]);
        Assert.False(LogReceipt.TryOpen(signed, LogTrust.In(other.VerifierKey), out _, out var failure));
        Assert.IsType<NotSigned>(failure);

        var changed = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(signed).Replace("01:02:03Z", "01:09:03Z", StringComparison.Ordinal)
        );
        Assert.False(LogReceipt.TryOpen(changed, Trust, out _, out failure));
        Assert.IsType<BadSignature>(failure);
    }

    [Fact]
    public void A_promise_is_for_an_entry_wherever_it_comes_to_stand_and_for_no_other()
    {
        var first = new Leaf(0, "border", 1, "clash-reported", Guid.NewGuid(), "monitor", By, Of(1));
        var later = new Leaf(7, "border", 1, "clash-reported", first.EventId, "monitor", By, Of(1));
        Assert.Equal(first.PromisedHash(), later.PromisedHash());
        Assert.NotEqual(first.PromisedHash(), (first with { Author = "other" }).PromisedHash());
        Assert.NotEqual(first.PromisedHash(), first.Hash());
    }

    [Fact]
    public void A_receipt_and_an_order_are_no_checkpoints_and_a_checkpoint_is_no_receipt_and_no_notice()
    {
        var head = new Checkpoint("negotiations.example/log", 3, Of(3));
        var receipt = new LogReceipt("negotiations.example/log", By, [new PromisedEntry(Guid.NewGuid(), Of(1))]);
        foreach (var note in new[] { receipt.Sign(signer), ResumeOrder.Sign(head, signer) })
            Assert.False(SignedCheckpoint.TryOpen(note, Trust, out _, out _));

        Assert.False(LogReceipt.TryOpen(head.Sign(signer).ToBytes(), Trust, out _, out _));
        Assert.False(ResumeNotice.TryOpen(head.Sign(signer).ToBytes(), Trust, out _, out var failure));
        Assert.IsType<Unreadable>(failure);
    }

    [Fact]
    public void A_notice_names_what_the_log_goes_on_without_and_an_order_is_good_for_that_head_only()
    {
        var (start, lost) = (
            new Checkpoint("negotiations.example/log", 3, Of(3)),
            new Checkpoint("negotiations.example/log", 5, Of(5))
        );
        Assert.True(
            ResumeNotice.TryOpen(ResumeNotice.Sign(start, lost, signer).ToBytes(), Trust, out var notice, out _)
        );
        Assert.Equal((3, 5, Of(5)), (notice.Signed.Checkpoint.Size, notice.LostSize, notice.LostRoot));
        Assert.Equal("entries 3 to 4", notice.Range);

        var order = ResumeOrder.Sign(lost, signer).ToString();
        Assert.True(ResumeOrder.IsFor(order, lost, signer.VerifierKey));
        Assert.False(ResumeOrder.IsFor(order, lost with { Size = 6 }, signer.VerifierKey));
        Assert.False(ResumeOrder.IsFor(order, lost with { Root = Of(6) }, signer.VerifierKey));
    }

    private static Digest Of(byte number) => MerkleHash.OfEntry([number]);
}
