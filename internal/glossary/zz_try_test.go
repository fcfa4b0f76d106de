package glossary
import ("testing";"os";"path/filepath";"slices";"fmt")
func TestTry(t *testing.T){
 for _,p:=range []string{"../../../shared/data/tico19-dev/docs/*.ar.txt","../../../shared/data/easc-dev/articles/*.txt"}{
 fs,_:=filepath.Glob(p)
 var ts []string
 for _,f:=range fs{b,_:=os.ReadFile(f);ts=append(ts,string(b))}
 cs:=Extract(slices.Values(ts))
 fmt.Println(len(cs))
 for i,c:=range cs[:min(60,len(cs))]{ fmt.Print(i," ",c.Source," ",c.Count,"/",c.Articles," ",c.Kind,"; ") }
 fmt.Println()
 }
}
