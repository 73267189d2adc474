# Turns the files of starter/ into C: awk -v root=…/starter/ -f starter.awk FILES > starter_text.c (starter.h)
function close_file() {
    if (open)
        print ";"
    open = 0
}
BEGIN { print "#include \"authoring/starter.h\"\n" }
FNR == 1 {
    close_file()
    name = FILENAME
    names[++count] = substr(name, index(name, root) + length(root))
    print "static const char file_" count "[] ="
    open = 1
}
{
    gsub(/\\/, "&&")
    gsub(/"/, "\\\"")
    gsub(/\?/, "\\?")
    print "    \"" $0 "\\n\""
}
END {
    close_file()
    print "\nconst struct starter_file starter_files[] = {"
    for (i = 1; i <= count; i++)
        print "    {\"" names[i] "\", file_" i ", sizeof file_" i " - 1},"
    print "    {0},\n};"
}
